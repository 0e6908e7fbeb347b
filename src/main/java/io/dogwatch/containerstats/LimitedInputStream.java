package io.dogwatch.containerstats;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends after a number of bytes, and says whether it had to. */
final class LimitedInputStream extends FilterInputStream {

    private int left;

    LimitedInputStream(InputStream in, int limit) {
        super(in);
        this.left = limit;
    }

    boolean isSpent() {
        return left <= 0;
    }

    @Override
    public int read() throws IOException {
        return left-- > 0 ? in.read() : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left <= 0) {
            return -1;
        }
        int read = in.read(bytes, offset, Math.min(length, left));
        left -= Math.max(0, read);
        return read;
    }
}
