package io.dogwatch.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Reads the body of an HTTP response up to a limit. Not thread-safe. */
final class BodyReading implements ProbeConnection.Progress {

    private static final byte[] NOTHING = {};

    private final int limit;
    private final int status;
    private final Duration statusAfter;
    private byte[] body = NOTHING;
    private int length;
    private boolean whole = true;

    /** @param limit the maximum number of bytes to read, after decompression */
    BodyReading(int limit, int status, Duration statusAfter) {
        this.limit = limit;
        this.status = status;
        this.statusAfter = statusAfter;
    }

    /**
     * Reads up to the limit, and one more byte to detect a longer body. The rest is discarded when the connection
     * closes.
     */
    void read(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return;
        }
        Header encoding = response.getFirstHeader("Content-Encoding");
        InputStream content =
                encoding == null ? entity.getContent() : Decoding.of(entity.getContent(), encoding.getValue(), limit);
        body = new byte[Math.min(2048, limit)];
        while (length < limit) {
            if (length == body.length) {
                body = Arrays.copyOf(body, (int) Math.min(limit, 2L * length));
            }
            int n = content.read(body, length, body.length - length);
            if (n < 0) {
                return;
            }
            length += n;
        }
        whole = content.read() < 0;
    }

    /** Returns whether the body was read to its end. */
    boolean isWhole() {
        return whole;
    }

    String text() {
        return new String(body, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public String soFar() {
        String head = "status " + status + " after " + Failures.text(statusAfter);
        return length == 0 ? head : head + ", " + length + " bytes of body";
    }
}
