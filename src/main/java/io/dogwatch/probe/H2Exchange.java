package io.dogwatch.probe;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http2.config.H2Param;
import org.apache.hc.core5.http2.config.H2Setting;
import org.apache.hc.core5.http2.frame.DefaultFrameFactory;
import org.apache.hc.core5.http2.frame.FrameFactory;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.http2.impl.io.FrameOutputBuffer;
import org.apache.hc.core5.util.ByteArrayBuffer;

/**
 * One request and its response on a dedicated HTTP/2 connection. Not thread-safe.
 *
 * <p>Uses the frames and the header compression of HttpCore, but not its asynchronous requester. The requester has
 * its own reactor and threads, but all other probes are one blocking socket that a deadline closes. A single stream
 * needs little additional code.
 */
final class H2Exchange {

    /** The protocols offered by ALPN. HTTP/1.1 is included only to let a server without HTTP/2 report that. */
    static final String[] PROTOCOLS = {"h2", "http/1.1"};

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final FrameFactory FRAMES = DefaultFrameFactory.INSTANCE;
    private static final int STREAM = 1;
    private static final int FRAME_SIZE = 16 * 1024;

    /** Exceeds the largest body limit (1 MiB), which makes window updates unnecessary. */
    private static final int WINDOW = 4 << 20;

    /** The initial window of a connection (RFC 9113, 6.9.2). */
    private static final int INITIAL_WINDOW = 65_535;

    private final OutputStream out;
    private final FrameOutputBuffer frames = new FrameOutputBuffer(FRAME_SIZE);
    private final H2Incoming incoming;

    H2Exchange(InputStream in, OutputStream out) {
        // Send the first frames in one packet: a server that does not understand them then cannot reject only a part.
        this.out = new BufferedOutputStream(out);
        this.incoming = new H2Incoming(in, reply -> {
            frames.write(reply, this.out);
            this.out.flush();
        });
    }

    /**
     * Requires that HTTP/2 was negotiated.
     *
     * @throws Mismatch if the server did not agree to HTTP/2 in the handshake
     */
    static SSLSocket requireHttp2(SSLSocket secured) throws Mismatch {
        if (!"h2".equals(secured.getApplicationProtocol())) {
            throw Mismatch.answer("the server does not offer HTTP/2 (ALPN)");
        }
        return secured;
    }

    /** Sends the request and returns after the response headers. The body is read from the entity. */
    ClassicHttpResponse ask(List<Header> head, byte[] body) throws IOException, HttpException {
        out.write(PREFACE);
        frames.write(
                FRAMES.createSettings(
                        new H2Setting(H2Param.ENABLE_PUSH, 0),
                        new H2Setting(H2Param.INITIAL_WINDOW_SIZE, WINDOW),
                        new H2Setting(H2Param.MAX_HEADER_LIST_SIZE, H2Incoming.HEAD_LIMIT)),
                out);
        frames.write(FRAMES.createWindowUpdate(0, WINDOW - INITIAL_WINDOW), out);
        frames.write(FRAMES.createHeaders(STREAM, encoded(head), true, body.length == 0), out);
        out.flush();
        send(body);
        return response(incoming.head());
    }

    /** Returns the trailers; empty until the end of the body. */
    List<Header> trailers() {
        return incoming.trailers();
    }

    private void send(byte[] body) throws IOException, HttpException {
        int sent = 0;
        while (sent < body.length && !incoming.hasHead()) {
            int room = Math.min(incoming.room(), FRAME_SIZE);
            if (room <= 0) {
                incoming.next();
                continue;
            }
            int n = Math.min(room, body.length - sent);
            frames.write(FRAMES.createData(STREAM, ByteBuffer.wrap(body, sent, n), sent + n == body.length), out);
            out.flush();
            incoming.took(n);
            sent += n;
        }
    }

    private static ByteBuffer encoded(List<Header> head) throws IOException {
        ByteArrayBuffer block = new ByteArrayBuffer(256);
        // Without indexing: there is only one request, and a proxy must not store its secrets.
        new HPackEncoder(0, StandardCharsets.ISO_8859_1).encodeHeaders(block, head, true);
        if (block.length() > FRAME_SIZE) {
            throw new IllegalArgumentException("the check's headers exceed 16 KiB");
        }
        return ByteBuffer.wrap(block.array(), 0, block.length());
    }

    private ClassicHttpResponse response(List<Header> head) throws Mismatch {
        ClassicHttpResponse response = new BasicClassicHttpResponse(H2Incoming.status(head));
        head.stream().filter(line -> !line.getName().startsWith(":")).forEach(response::addHeader);
        if (!incoming.isEnded()) {
            response.setEntity(new InputStreamEntity(incoming.body(), ContentType.APPLICATION_OCTET_STREAM));
        }
        return response;
    }
}
