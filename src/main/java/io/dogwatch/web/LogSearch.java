package io.dogwatch.web;

import io.dogwatch.docker.LogLine;
import io.dogwatch.logs.MarkedLine;
import io.dogwatch.target.Durations;
import io.dogwatch.target.Hint;
import io.dogwatch.target.PlainText;
import io.dogwatch.web.Problem.Fault;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which lines of a log a request asks for.
 *
 * @param tail how many of the newest that fit, 0 to {@value #MOST}
 * @param since only those written then or later; empty for all
 * @param stream empty for both
 * @param onlyMarked only lines that hold a marker of a log check
 * @param from the place after which to go on; empty to begin with the newest lines
 */
record LogSearch(
        int tail,
        Optional<Instant> since,
        Optional<LogLine.Source> stream,
        boolean onlyMarked,
        Optional<LogPlace> from) {

    static final int USUAL = 200;
    static final int MOST = 2000;

    private static final List<String> KEYS = List.of("tail", "since", "stream", "markers");
    private static final List<String> KEYS_OF_STREAM = List.of("tail", "since", "stream", "markers", "from");

    /** The newest lines, as the page shows them. */
    static LogSearch newest(int lines) {
        return new LogSearch(lines, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** @throws RejectedException with all that is wrong */
    static LogSearch read(MultivaluedMap<String, String> asked, Instant now) {
        return new Reader(asked, now, KEYS).search();
    }

    /**
     * @param last the id of the last event that was heard; empty for who comes for the first time
     * @throws RejectedException with all that is wrong
     */
    static LogSearch readOfStream(MultivaluedMap<String, String> asked, Optional<String> last, Instant now) {
        Reader reader = new Reader(asked, now, KEYS_OF_STREAM);
        last.ifPresent(place -> reader.last = place);
        return reader.search();
    }

    boolean fits(MarkedLine line) {
        return (!onlyMarked || !line.marks().isEmpty())
                && stream.map(wanted -> wanted == line.line().source()).orElse(true)
                && since.map(then -> !line.line().at().isBefore(then)).orElse(true);
    }

    /** Whether more than the newest {@code tail} lines must be looked through. */
    boolean isPicky() {
        return onlyMarked || stream.isPresent() || since.isPresent();
    }

    /** Reads one request. Not thread-safe. */
    private static final class Reader {
        private final MultivaluedMap<String, String> asked;
        private final Instant now;
        private final List<Fault> faults = new ArrayList<>();
        private String last = "";

        Reader(MultivaluedMap<String, String> asked, Instant now, List<String> keys) {
            this.asked = asked;
            this.now = now;
            asked.keySet().stream()
                    .filter(key -> !keys.contains(key))
                    .forEach(key -> fault(PlainText.line(key, 80), "unknown key" + Hint.of(key, keys)));
        }

        LogSearch search() {
            LogSearch search = new LogSearch(tail(), since(), stream(), markers(), from());
            if (!faults.isEmpty()) {
                throw new RejectedException(faults);
            }
            return search;
        }

        private int tail() {
            String word = text("tail").orElse(Integer.toString(USUAL));
            if (word.matches("[0-9]{1,4}") && Integer.parseInt(word) <= MOST) {
                return Integer.parseInt(word);
            }
            fault("tail", quote(word) + " is not a number from 0 to " + MOST);
            return USUAL;
        }

        private Optional<Instant> since() {
            return text("since").flatMap(word -> {
                try {
                    return Optional.of(Durations.read(word).map(now::minus).orElseGet(() -> Instant.parse(word)));
                } catch (DateTimeException e) {
                    fault("since", quote(word) + " is neither a duration such as 10m nor a time such as 2026-11-24T03:12:07Z");
                    return Optional.empty();
                }
            });
        }

        private Optional<LogLine.Source> stream() {
            return switch (text("stream").orElse("both")) {
                case "both" -> Optional.empty();
                case "stdout" -> Optional.of(LogLine.Source.STDOUT);
                case "stderr" -> Optional.of(LogLine.Source.STDERR);
                default -> {
                    String word = text("stream").orElse("");
                    fault("stream", quote(word) + " is not known" + Hint.of(word, List.of("stdout", "stderr", "both")));
                    yield Optional.empty();
                }
            };
        }

        private boolean markers() {
            String word = text("markers").orElse("false");
            if (!word.equals("true") && !word.equals("false")) {
                fault("markers", quote(word) + " is neither true nor false");
            }
            return word.equals("true");
        }

        private Optional<LogPlace> from() {
            Optional<String> word = last.isEmpty() ? text("from") : Optional.of(last);
            Optional<LogPlace> place = word.flatMap(LogPlace::read);
            if (word.isPresent() && place.isEmpty()) {
                fault(
                        last.isEmpty() ? "from" : "Last-Event-ID",
                        quote(word.get()) + " is not the id of a line of this log");
            }
            return place;
        }

        private Optional<String> text(String key) {
            return Optional.ofNullable(asked.getFirst(key)).filter(word -> !word.isEmpty());
        }

        private void fault(String key, String message) {
            faults.add(new Fault(key, message));
        }

        private static String quote(String word) {
            return '"' + PlainText.line(word, 80) + '"';
        }
    }
}
