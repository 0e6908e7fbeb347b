package io.dogwatch.docker;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Detects a change of a secret value without keeping the value. The key exists only in this process, so a
 * fingerprint cannot be reversed by trying values. Safe for use by many threads.
 */
final class SpecFingerprints {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEPT = 8;

    private final SecretKeySpec key;

    SpecFingerprints() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, ALGORITHM);
    }

    String of(String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEPT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
