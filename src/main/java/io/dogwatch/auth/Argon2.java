package io.dogwatch.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id, version 19, in the notation of its reference implementation. */
final class Argon2 {

    private static final Pattern NOTATION = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d)\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    /**
     * 9 MiB, four times, one lane: of the settings that OWASP's password storage cheat sheet calls equally strong, the one
     * that a heap of 64 MiB bears.
     */
    private static final int KIB = 9216;

    private static final int TIMES = 4;
    private static final int MAX_KIB = 64 << 10;
    private static final int MAX_TIMES = 16;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final int kib;
    private final int times;
    private final int lanes;
    private final byte[] salt;
    private final byte[] hash;

    private Argon2(int kib, int times, int lanes, byte[] salt, byte[] hash) {
        this.kib = kib;
        this.times = times;
        this.lanes = lanes;
        this.salt = salt;
        this.hash = hash;
    }

    static Optional<Argon2> read(String text) {
        Matcher parts = NOTATION.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            Argon2 argon = new Argon2(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)),
                    Base64.getDecoder().decode(parts.group(4)),
                    Base64.getDecoder().decode(parts.group(5)));
            return Optional.of(argon).filter(Argon2::isSound);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Not so weak that it can be guessed (7 MiB and five times is OWASP's least), nor so strong that it hurts. */
    private boolean isSound() {
        return lanes >= 1 && times >= 1 && times <= MAX_TIMES && kib <= MAX_KIB && (long) kib * times >= 7L * 1024 * 5;
    }

    static String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        byte[] hash = new Argon2(KIB, TIMES, 1, salt, new byte[HASH_BYTES]).compute(password);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + KIB + ",t=" + TIMES + ",p=1$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    boolean fits(String password) {
        return MessageDigest.isEqual(hash, compute(password));
    }

    private byte[] compute(String password) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(kib)
                .withIterations(times)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] computed = new byte[hash.length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), computed);
        return computed;
    }
}
