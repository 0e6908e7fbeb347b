package io.dogwatch.auth;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * What is kept of a password: enough to recognise it, and nothing to find it by. Argon2id or bcrypt, in their usual notation.
 * Immutable. Does not show itself: even a hash can be guessed at.
 */
public final class PasswordHash {

    /** Nobody types more; a longer one would only cost time. */
    public static final int MAX_LENGTH = 1000;

    public static final String NOTATION = "$argon2id$v=19$… or $2b$…, as dogwatch hash-password writes it";

    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");

    /** Each step more takes twice as long; 14 takes seconds. */
    private static final int HIGHEST_COST = 14;

    private static final int LOWEST_COST = 10;

    private final String text;

    private PasswordHash(String text) {
        this.text = text;
    }

    /** @return empty if it is no such hash, is too weak, or is so strong that each login would be an attack */
    public static Optional<PasswordHash> read(String text) {
        Matcher bcrypt = BCRYPT.matcher(text);
        boolean isGood = bcrypt.matches()
                ? Integer.parseInt(bcrypt.group(1)) >= LOWEST_COST && Integer.parseInt(bcrypt.group(1)) <= HIGHEST_COST
                : Argon2.read(text).isPresent();
        return isGood ? Optional.of(new PasswordHash(text)) : Optional.empty();
    }

    /** Creates a hash with a random salt. */
    public static PasswordHash of(String password) {
        return new PasswordHash(Argon2.hash(password));
    }

    /** Takes about 50 ms on purpose, and up to 64 MiB: do not run two in parallel. */
    public boolean fits(String password) {
        if (password.length() > MAX_LENGTH) {
            return false;
        }
        return Argon2.read(text)
                .map(argon -> argon.fits(password))
                .orElseGet(() -> OpenBSDBCrypt.checkPassword(text, password.toCharArray()));
    }

    /** For the configuration. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PasswordHash hash && hash.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "PasswordHash";
    }
}
