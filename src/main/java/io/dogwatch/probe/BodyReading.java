package io.dogwatch.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** What has come of an HTTP answer so far. For one thread. */
final class BodyReading implements ProbeConnection.Heard {

    private static final byte[] NOTHING = {};

    private final int limit;
    private final int status;
    private final Duration statusAfter;
    private byte[] body = NOTHING;
    private int length;
    private boolean whole = true;

    /** @param limit how many bytes are read at most, after decompression */
    BodyReading(int limit, int status, Duration statusAfter) {
        this.limit = limit;
        this.status = status;
        this.statusAfter = statusAfter;
    }

    /** Reads up to the limit, and one byte more to know whether that is all. The rest is left to the closing. */
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

    /** False when the body is longer than what was read. */
    boolean isWhole() {
        return whole;
    }

    String text() {
        return new String(body, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public String sofar() {
        String head = "status " + status + " after " + Failures.text(statusAfter);
        return length == 0 ? head : head + ", " + length + " bytes of body";
    }
}
