package io.dogwatch.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts the messages of one output stream of a container together to whole lines. Not thread-safe.
 *
 * <p>The engine cuts long lines into messages of 16 KiB. Each begins with its own time stamp, and only the last ends in a
 * line feed.
 */
final class LineAssembler {

    /** {@code 2006-01-02T15:04:05.000000000Z}; with an offset of the engine's zone it is five longer. */
    private static final int MAX_STAMP = 35;

    private final int pieceSize;
    private final LineWindows line;
    private final ByteArrayOutputStream stamp = new ByteArrayOutputStream(MAX_STAMP);

    private boolean stamping = true;
    private boolean begun;
    private int pieceLength;
    private Optional<Instant> lineAt = Optional.empty();
    private Instant latest = Instant.EPOCH;

    /**
     * @param pieceSize number of bytes without a line feed after which a new message may begin; 0 if {@link
     *     #beginMessage()} announces each message
     */
    LineAssembler(LogLine.Source source, int pieceSize, Consumer<LogLine> sink) {
        this.pieceSize = pieceSize;
        this.line = new LineWindows(source, sink);
    }

    /** What follows begins with a time stamp. */
    void beginMessage() {
        giveUpStamp();
        stamping = true;
    }

    void accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            at = stamping ? readStamp(bytes, at, end) : readText(bytes, at, end);
        }
    }

    /** The stream has ended between two messages: what is there is the last line, though it has no line feed. */
    void end() {
        giveUpStamp();
        if (begun) {
            emit();
        }
    }

    private int readStamp(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            byte b = bytes[at];
            if (b == ' ') {
                parse(stamp.toString(StandardCharsets.ISO_8859_1)).ifPresentOrElse(this::stamped, this::notStamped);
                return at + 1;
            }
            if (b == '\n' || stamp.size() == MAX_STAMP) {
                giveUpStamp();
                return at;
            }
            stamp.write(b);
        }
        return end;
    }

    private void stamped(Instant at) {
        stamp.reset();
        stamping = false;
        pieceLength = 0;
        begun = true;
        latest = at;
        if (lineAt.isEmpty()) {
            lineAt = Optional.of(at);
        }
    }

    /** What looked like the beginning of a time stamp was text, and so was the space after it. */
    private void notStamped() {
        stamp.write(' ');
        giveUpStamp();
    }

    private void giveUpStamp() {
        if (stamping) {
            stamping = false;
            pieceLength = 0;
            byte[] text = stamp.toByteArray();
            stamp.reset();
            append(text, 0, text.length);
        }
    }

    private int readText(byte[] bytes, int from, int end) {
        int limit = pieceSize == 0 ? end : Math.min(end, from + Math.max(0, pieceSize - pieceLength));
        for (int at = from; at < limit; at++) {
            if (bytes[at] == '\n') {
                append(bytes, from, at - from);
                emit();
                return at + 1;
            }
        }
        append(bytes, from, limit - from);
        if (limit < end && bytes[limit] == '\n') {
            emit();
            return limit + 1;
        }
        // Counted up to here, a next message may begin: it does if a time stamp follows.
        stamping = limit < end;
        return limit;
    }

    private void append(byte[] bytes, int offset, int length) {
        begun |= length > 0;
        pieceLength += length;
        line.append(bytes, offset, length, lineAt.orElse(latest));
    }

    private void emit() {
        line.end(lineAt.orElse(latest));
        lineAt = Optional.empty();
        begun = false;
        stamping = true;
    }

    private static Optional<Instant> parse(String text) {
        // A cheap look first: text without stamps must not cost an exception each.
        if (text.length() < 20 || text.charAt(10) != 'T') {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
