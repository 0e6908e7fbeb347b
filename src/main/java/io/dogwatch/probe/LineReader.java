package io.dogwatch.probe;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Reads lines and bytes of a dialogue without reading ahead, because the bytes after a line may already belong to
 * TLS. All input is bounded. Not thread-safe.
 */
final class LineReader implements ProbeConnection.Progress {

    /** Maximum length of a line. SMTP allows 512 bytes, and some servers send longer greetings. */
    static final int MAX_LENGTH = 4096;

    private final InputStream in;
    private final OutputStream out;
    private final Socket socket;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream(128);

    LineReader(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    Socket socket() {
        return socket;
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.US_ASCII));
    }

    void send(byte[] bytes) throws IOException {
        heard.reset();
        out.write(bytes);
        out.flush();
    }

    /** Reads a line without its terminator. */
    String line() throws IOException {
        heard.reset();
        for (int c = octet(); c != '\n'; c = octet()) {
            if (heard.size() > MAX_LENGTH) {
                throw Mismatch.answer("received a line longer than 4 KiB: \"" + HttpProbeResponse.cut(text()) + "\"");
            }
        }
        return text().stripTrailing();
    }

    /** Reads the next byte, 0 to 255. */
    int octet() throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new EOFException("closed");
        }
        heard.write(c);
        return c;
    }

    /** @param n at most {@link #MAX_LENGTH} */
    byte[] octets(int n) throws IOException {
        byte[] bytes = new byte[n];
        for (int i = 0; i < n; i++) {
            bytes[i] = (byte) octet();
        }
        return bytes;
    }

    private String text() {
        return heard.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String soFar() {
        return heard.size() == 0 ? "" : "so far \"" + HttpProbeResponse.cut(text()) + "\"";
    }
}
