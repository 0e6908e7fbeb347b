package io.dogwatch.logs;

import io.dogwatch.docker.LogLine;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of one target's log over a restart of Dogwatch: how far it was judged, and which failure markers
 * still count.
 *
 * @param floor where a stream has to be opened
 * @param bound all lines stamped so or later are new
 * @param last the line that was judged last; empty if not known, and then all lines stamped before the bound were judged
 * @param startedAt the life that the lasting failures belong to
 * @param mark the same place in the file, where the log is read directly; only a hint, the stamps are the truth
 */
record LogOffset(
        String containerId,
        Instant floor,
        Instant bound,
        Optional<ResumePoint.Judged> last,
        Instant startedAt,
        List<Lasting> lasting,
        Optional<FileOffset> mark) {

    /** What wrote versions 1 and 2 did not know which line was the last. */
    private static final String VERSION = "3";

    /** A failure marker that was reached and has not been cleared yet. */
    record Lasting(String check, String pattern, Instant lastMatch, String detail) {}

    LogOffset(
            String containerId,
            Instant floor,
            Instant bound,
            Optional<ResumePoint.Judged> last,
            Instant startedAt,
            List<Lasting> lasting) {
        this(containerId, floor, bound, last, startedAt, lasting, Optional.empty());
    }

    LogOffset {
        lasting = List.copyOf(lasting);
    }

    /** Words separated by spaces, printable ASCII only. */
    String encoded() {
        StringBuilder text = new StringBuilder(VERSION)
                .append(' ')
                .append(containerId)
                .append(' ')
                .append(floor)
                .append(' ')
                .append(bound)
                .append(' ')
                .append(startedAt);
        last.ifPresent(line -> text.append(" l ")
                .append(line.source())
                .append(' ')
                .append(line.at())
                .append(' ')
                .append(line.number()));
        for (Lasting failure : lasting) {
            text.append(" f ")
                    .append(word(failure.check))
                    .append(' ')
                    .append(word(failure.pattern))
                    .append(' ')
                    .append(failure.lastMatch)
                    .append(' ')
                    .append(word(failure.detail));
        }
        mark.ifPresent(at -> text.append(" m ").append(at.encoded()));
        return text.toString();
    }

    /** @return empty if it is not what {@link #encoded} writes, such as a later version's */
    static Optional<LogOffset> decoded(String text) {
        try {
            String[] words = text.split(" ", -1);
            if (!words[0].equals(VERSION)) {
                return Optional.empty();
            }
            Optional<ResumePoint.Judged> last = Optional.empty();
            List<Lasting> lasting = new ArrayList<>();
            Optional<FileOffset> mark = Optional.empty();
            for (int i = 5; i < words.length; ) {
                if (words[i].equals("l")) {
                    last = Optional.of(new ResumePoint.Judged(
                            LogLine.Source.valueOf(words[i + 1]),
                            Instant.parse(words[i + 2]),
                            Integer.parseInt(words[i + 3])));
                    i += 4;
                } else if (words[i].equals("m")) {
                    mark = FileOffset.decoded(words[i + 1]);
                    i += 2;
                } else {
                    lasting.add(new Lasting(
                            read(words[i + 1]), read(words[i + 2]), Instant.parse(words[i + 3]), read(words[i + 4])));
                    i += 5;
                }
            }
            return Optional.of(new LogOffset(
                    words[1],
                    Instant.parse(words[2]),
                    Instant.parse(words[3]),
                    last,
                    Instant.parse(words[4]),
                    lasting,
                    mark));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static String word(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String read(String word) {
        return URLDecoder.decode(word, StandardCharsets.UTF_8);
    }
}
