package io.dogwatch.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A program's credential. Only the token's SHA-256 is kept: the token has 256 random bits, so a slow hash would
 * add no protection.
 *
 * @param hash {@code sha256:} and 64 hexadecimal digits
 * @param expires empty for never
 */
public record Token(String name, String hash, Role role, Optional<Instant> expires) {

    public static final String NOTATION = "sha256:…, as dogwatch new-token writes it";

    private static final String PREFIX = "sha256:";

    /** A recognizable prefix, for secret scanners and searches in files. */
    private static final String MARK = "dgw_";

    private static final int BYTES = 32;

    /** A new one, to be shown once. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static String hash(String token) {
        return PREFIX + sha256(token);
    }

    public static boolean isHash(String text) {
        return text.matches(PREFIX + "[0-9a-f]{64}");
    }

    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isGood(Instant now) {
        return expires.filter(end -> !now.isBefore(end)).isEmpty();
    }
}
