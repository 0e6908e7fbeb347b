package io.dogwatch.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Undoes a compression that was not asked for: some servers compress all the same. It inflates only as much as is read,
 * so a bomb costs no more than any body of the limit's size.
 */
final class Decoding {

    /** Above what gzip adds to a body that cannot be compressed; longer names in its head are an attack. */
    private static final int OVERHEAD = 4096;

    private Decoding() {}

    /**
     * @param encoding the Content-Encoding; one that is not known leaves the body as it is
     * @param limit how many bytes will be read at most
     */
    static InputStream of(InputStream raw, String encoding, int limit) throws IOException {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> gzip(new Bounded(raw, limit + (long) limit / 1000 + OVERHEAD));
            case "deflate" -> deflate(new Bounded(raw, limit + (long) limit / 1000 + OVERHEAD));
            default -> raw;
        };
    }

    /** An empty body, as of an answer without one, is no broken archive. */
    private static InputStream gzip(InputStream raw) throws IOException {
        PushbackInputStream start = new PushbackInputStream(raw, 1);
        int first = start.read();
        if (first < 0) {
            return InputStream.nullInputStream();
        }
        start.unread(first);
        return new GZIPInputStream(start);
    }

    /** With zlib's head as RFC 9110 says, or without it, as some servers send it. */
    private static InputStream deflate(InputStream raw) throws IOException {
        PushbackInputStream start = new PushbackInputStream(raw, 2);
        int first = start.read();
        if (first < 0) {
            return InputStream.nullInputStream();
        }
        int second = start.read();
        if (second >= 0) {
            start.unread(second);
        }
        start.unread(first);
        boolean hasHead = (first & 0x0f) == 8 && second >= 0 && ((first << 8) | second) % 31 == 0;
        return new InflaterInputStream(start, new Inflater(!hasHead));
    }

    /** Fails beyond so many bytes. */
    private static final class Bounded extends InputStream {

        private final InputStream in;
        private long left;

        private Bounded(InputStream in, long most) {
            this.in = in;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int c = in.read();
            count(c < 0 ? 0 : 1);
            return c;
        }

        @Override
        public int read(byte[] into, int at, int most) throws IOException {
            int n = in.read(into, at, most);
            count(Math.max(n, 0));
            return n;
        }

        private void count(int n) throws ZipException {
            left -= n;
            if (left < 0) {
                throw new ZipException("the stated length exceeds the content");
            }
        }
    }
}
