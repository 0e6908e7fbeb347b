package io.dogwatch.notify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A password or a token, hidden in {@code toString}. Immutable. */
public sealed interface Secret {

    /** @throws IOException if it cannot be read now; a retry may succeed */
    String read() throws IOException;

    /** A secret from the environment. */
    record Fixed(String text) implements Secret {

        @Override
        public String read() {
            return text;
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    /** A secret in a file, read again for each use to support rotation. A trailing line break is removed. */
    record InFile(Path file) implements Secret {

        /** Tokens with many groups have several kilobytes. */
        private static final int MAX_BYTES = 16 << 10;

        @Override
        public String read() throws IOException {
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(MAX_BYTES + 1);
            }
            if (bytes.length > MAX_BYTES) {
                throw new IOException(file + " is larger than " + MAX_BYTES + " bytes, so no secret");
            }
            String text = new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\r?\\n$", "");
            if (text.isEmpty()) {
                throw new IOException(file + " is empty");
            }
            return text;
        }
    }
}
