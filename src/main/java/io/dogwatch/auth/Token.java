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
 * What a program shows instead of logging in. Of the token itself only its SHA-256 is kept: it is 256 random bits, which
 * nobody can try out, so that a slow hash would add nothing.
 *
 * @param hash {@code sha256:} and 64 hexadecimal digits
 * @param expires empty for never
 */
public record Token(String name, String hash, Role role, Optional<Instant> expires) {

    public static final String NOTATION = "sha256:…, as dogwatch new-token writes it";

    private static final String PREFIX = "sha256:";

    /** By which one that was lost is found in files and recognised by scanners. */
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
