package io.dogwatch.probe;

import io.dogwatch.model.Cause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.config.H2Param;
import org.apache.hc.core5.http2.frame.DefaultFrameFactory;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.http2.frame.RawFrame;
import org.apache.hc.core5.http2.hpack.HPackDecoder;
import org.apache.hc.core5.http2.impl.io.FrameInputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of an HTTP/2 connection with one stream: headers, body and trailers, and the connection frames,
 * which it answers. Memory use is bounded. Not thread-safe.
 */
final class H2Incoming {

    /** Maximum size of headers or trailers, both compressed and decoded; the same as for HTTP/1.1. */
    static final int HEAD_LIMIT = 64 * 1024;

    /**
     * More than any server sends besides the body. Without this limit, a flood of frames would use CPU until the
     * deadline.
     */
    private static final int MAX_FRAMES = 1000;

    private static final int FRAME_SIZE = 16 * 1024;
    private static final long LARGEST_WINDOW = Integer.MAX_VALUE;

    /** Replies to connection frames. */
    interface Replies {
        void send(RawFrame reply) throws IOException;
    }

    private final InputStream in;
    private final Replies replies;
    private final FrameInputBuffer frames = new FrameInputBuffer(FRAME_SIZE);
    private final HPackDecoder decoder = new HPackDecoder(4096, StandardCharsets.ISO_8859_1);
    private int seen;
    private long connectionRoom = 65_535;
    private long streamRoom = 65_535;
    private int firstRoom = 65_535;
    private @Nullable List<Header> head;
    private List<Header> trailers = List.of();
    private ByteBuffer data = ByteBuffer.allocate(0);
    private boolean ended;

    H2Incoming(InputStream in, Replies replies) {
        this.in = in;
        this.replies = replies;
        decoder.setMaxListSize(HEAD_LIMIT);
    }

    boolean hasHead() {
        return head != null;
    }

    /** Waits for the headers of the final response. */
    List<Header> head() throws IOException, HttpException {
        List<Header> known = head;
        while (known == null) {
            next();
            known = head;
        }
        return known;
    }

    List<Header> trailers() {
        return trailers;
    }

    boolean isEnded() {
        return ended;
    }

    /** Returns how many bytes of a body the server accepts now. */
    int room() {
        return (int) Math.min(connectionRoom, streamRoom);
    }

    void took(int bytes) {
        connectionRoom -= bytes;
        streamRoom -= bytes;
    }

    /** Reads and processes one frame. */
    void next() throws IOException, HttpException {
        RawFrame frame = read();
        FrameType type = FrameType.valueOf(frame.getType());
        if (seen == 1 && type != FrameType.SETTINGS) {
            throw Mismatch.answer("the server does not speak HTTP/2");
        }
        if (type == null) {
            return;
        }
        switch (type) {
            case DATA -> data(frame);
            case HEADERS -> headers(frame);
            case SETTINGS -> settings(frame);
            case PING -> ping(frame);
            case WINDOW_UPDATE -> windowUpdate(frame);
            case RST_STREAM -> reset(frame);
            case GOAWAY -> goAway(frame);
            case PUSH_PROMISE, CONTINUATION ->
                throw Mismatch.answer("the response is not HTTP/2: unexpected frame " + type);
            case PRIORITY, PRIORITY_UPDATE -> {}
        }
    }

    /** Returns the body, up to its end or the trailers. */
    InputStream body() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return hasMore() ? data.get() & 0xff : -1;
            }

            @Override
            public int read(byte[] into, int at, int length) throws IOException {
                if (!hasMore()) {
                    return -1;
                }
                int n = Math.min(length, data.remaining());
                data.get(into, at, n);
                return n;
            }
        };
    }

    static int status(List<Header> head) throws Mismatch {
        for (Header line : head) {
            if (line.getName().equals(":status") && line.getValue().matches("[1-9][0-9][0-9]")) {
                return Integer.parseInt(line.getValue());
            }
        }
        throw Mismatch.answer("the response is not HTTP/2: header without a status");
    }

    private boolean hasMore() throws IOException {
        while (!data.hasRemaining() && !ended) {
            try {
                next();
            } catch (HttpException e) {
                throw new Mismatch(Cause.UNEXPECTED_ANSWER, "the response is not HTTP/2: " + Failures.message(e));
            }
        }
        return data.hasRemaining();
    }

    private RawFrame read() throws IOException {
        try {
            RawFrame frame = frames.read(in);
            // The body limit bounds frames with body data.
            if (++seen > MAX_FRAMES && !(frame.isType(FrameType.DATA) && frame.getLength() > 255)) {
                throw Mismatch.answer("more than " + MAX_FRAMES + " frames without the end of the response");
            }
            return frame;
        } catch (H2ConnectionException e) {
            throw Mismatch.answer(
                    seen == 0
                            ? "the server does not speak HTTP/2"
                            : "the response is not HTTP/2: " + Failures.message(e));
        }
    }

    private void data(RawFrame frame) throws Mismatch {
        if (frame.getStreamId() != 1 || head == null) {
            throw Mismatch.answer("the response is not HTTP/2: unexpected body");
        }
        data = content(frame);
        ended = frame.isFlagSet(FrameFlag.END_STREAM);
    }

    private void headers(RawFrame frame) throws IOException, HttpException {
        if (frame.getStreamId() != 1) {
            throw Mismatch.answer("the response is not HTTP/2: response without a request");
        }
        ByteBuffer start = content(frame);
        if (frame.isFlagSet(FrameFlag.PRIORITY)) {
            start.position(Math.min(start.limit(), start.position() + 5));
        }
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        append(block, start);
        boolean isWhole = frame.isFlagSet(FrameFlag.END_HEADERS);
        while (!isWhole) {
            RawFrame more = read();
            if (!more.isType(FrameType.CONTINUATION) || more.getStreamId() != 1) {
                throw Mismatch.answer("the response is not HTTP/2: incomplete header");
            }
            append(block, content(more));
            isWhole = more.isFlagSet(FrameFlag.END_HEADERS);
        }
        List<Header> lines = decoded(block.toByteArray());
        boolean isLast = frame.isFlagSet(FrameFlag.END_STREAM);
        if (head == null) {
            // Informational responses such as 103 Early Hints precede the final response.
            if (status(lines) >= 200) {
                head = lines;
                ended = isLast;
            }
        } else {
            trailers = lines;
            ended = true;
        }
    }

    private List<Header> decoded(byte[] block) throws HttpException, Mismatch {
        try {
            return decoder.decodeHeaders(ByteBuffer.wrap(block));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | IllegalStateException e) {
            // httpcore5-h2 5.4.4 throws these for some truncated or malformed headers.
            throw Mismatch.answer("the response is not HTTP/2: unreadable header");
        }
    }

    private static void append(ByteArrayOutputStream block, ByteBuffer part) throws Mismatch {
        if (block.size() + part.remaining() > HEAD_LIMIT) {
            throw Mismatch.answer("the response header is too large: more than 64 KiB");
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        block.write(bytes, 0, bytes.length);
    }

    private void settings(RawFrame frame) throws IOException {
        if (frame.isFlagSet(FrameFlag.ACK)) {
            return;
        }
        ByteBuffer settings = content(frame);
        while (settings.remaining() >= 6) {
            int code = settings.getShort() & 0xffff;
            int value = settings.getInt();
            if (code == H2Param.INITIAL_WINDOW_SIZE.getCode() && value >= 0) {
                streamRoom += value - (long) firstRoom;
                firstRoom = value;
            }
        }
        replies.send(DefaultFrameFactory.INSTANCE.createSettingsAck());
    }

    private void ping(RawFrame frame) throws IOException {
        if (!frame.isFlagSet(FrameFlag.ACK) && frame.getLength() == 8) {
            replies.send(DefaultFrameFactory.INSTANCE.createPingAck(content(frame)));
        }
    }

    private void windowUpdate(RawFrame frame) throws Mismatch {
        long more = number(content(frame)) & Integer.MAX_VALUE;
        if (frame.getStreamId() == 0) {
            connectionRoom = Math.min(LARGEST_WINDOW, connectionRoom + more);
        } else {
            streamRoom = Math.min(LARGEST_WINDOW, streamRoom + more);
        }
    }

    private void reset(RawFrame frame) throws Mismatch {
        throw Mismatch.answer("the server ended the HTTP/2 stream: " + error(number(content(frame))));
    }

    private static void goAway(RawFrame frame) throws Mismatch {
        ByteBuffer content = content(frame);
        int last = number(content) & Integer.MAX_VALUE;
        int code = number(content);
        if (last < 1 || code != H2Error.NO_ERROR.getCode()) {
            throw Mismatch.answer("the server ended the HTTP/2 connection: " + error(code));
        }
    }

    private static String error(int code) {
        H2Error known = H2Error.getByCode(code);
        return known == null ? "error " + code : known.toString();
    }

    private static int number(ByteBuffer content) throws Mismatch {
        if (content.remaining() < 4) {
            throw Mismatch.answer("the response is not HTTP/2: frame too short");
        }
        return content.getInt();
    }

    /** Returns the payload without padding. */
    private static ByteBuffer content(RawFrame frame) throws Mismatch {
        try {
            ByteBuffer content = frame.getPayloadContent();
            return content == null ? ByteBuffer.allocate(0) : content;
        } catch (RuntimeException e) {
            throw Mismatch.answer("the response is not HTTP/2: frame with more padding than content");
        }
    }
}
