package io.dogwatch.notify;

import io.dogwatch.model.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links in mails by which a person can do one thing about one incident without logging in: whoever has the letter may. Each is
 * signed (HMAC-SHA256), expires, and is good for nothing else. Following it shows a page that asks; only its button acts, since
 * mail scanners follow links too. Immutable; safe for use by many threads.
 */
public final class SignedLinks {

    /** What a link is good for. */
    public enum Purpose {
        ACK,
        SILENCE;

        /** As it stands in the path. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Purpose> of(String word) {
            return Set.of(values()).stream()
                    .filter(purpose -> purpose.wireName().equals(word))
                    .findFirst();
        }
    }

    /** From when the letter is written; an incident that is open for longer sends reminders with links of their own. */
    public static final Duration GOOD_FOR = Duration.ofDays(7);

    /** Of the application, below which the links lead. */
    public static final String PATH = "link/";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String KEY_FILE = "link.key";
    private static final int KEY_BYTES = 32;

    private final URI home;
    private final SecretKeySpec key;

    /**
     * @param publicUrl where people reach Dogwatch's page
     * @param key of at least 32 bytes, known to nobody else
     */
    SignedLinks(URI publicUrl, byte[] key) {
        if (key.length < KEY_BYTES) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes is too short");
        }
        this.home = slashed(publicUrl);
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * With the key in the data folder, which is made at the first time. Who removes that file makes all links of the past
     * worthless.
     *
     * @throws UncheckedIOException if it can neither be read nor made
     */
    public static SignedLinks open(URI publicUrl, Path folder) {
        Path file = folder.resolve(KEY_FILE);
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length < KEY_BYTES) {
                throw new IOException(file + " contains no key: remove it to generate a new one");
            }
            return new SignedLinks(publicUrl, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try (FileChannel out = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            out.write(ByteBuffer.wrap(key));
            out.force(true);
        } catch (FileAlreadyExistsException e) {
            // Somebody else was quicker; theirs is as good.
            return;
        }
    }

    /** The page of an incident; not signed. */
    public URI incident(String id) {
        return home.resolve("incidents/" + encoded(id));
    }

    /** @param until when it expires, in whole seconds */
    public URI link(Purpose purpose, String incident, Instant until) {
        long seconds = until.getEpochSecond();
        return home.resolve(PATH + purpose.wireName() + "/" + encoded(incident) + "?until=" + seconds + "&sig="
                + signature(purpose, incident, seconds));
    }

    /** Whether this was given by {@link #link}, and has not expired. */
    public boolean isGood(Purpose purpose, String incident, long untilSeconds, String signature, Instant now) {
        byte[] right = signature(purpose, incident, untilSeconds).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8))
                && now.getEpochSecond() < untilSeconds;
    }

    private String signature(Purpose purpose, String incident, long untilSeconds) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            String text = purpose.wireName() + "\n" + untilSeconds + "\n" + incident;
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }

    private static URI slashed(URI url) {
        String text = url.toASCIIString();
        return text.endsWith("/") ? url : URI.create(text + "/");
    }

    private static String encoded(String id) {
        return URLEncoder.encode(PlainText.line(id, 300), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
