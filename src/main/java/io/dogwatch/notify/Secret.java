package io.dogwatch.notify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A password or a token. Never shows itself. Immutable. */
public sealed interface Secret {

    /** @throws IOException if it cannot be read now; may work later */
    String read() throws IOException;

    /** One that was given by the environment. */
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

    /** One in a file that others may renew: read again for each use. One line end at its end is not part of it. */
    record InFile(Path file) implements Secret {

        /** Tokens that name many groups are some kilobytes long. */
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
