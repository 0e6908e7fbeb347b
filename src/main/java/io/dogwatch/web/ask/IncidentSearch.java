package io.dogwatch.web.ask;

import io.dogwatch.journal.IncidentQuery;
import io.dogwatch.target.Hint;
import io.dogwatch.target.PlainText;
import io.dogwatch.target.Severity;
import io.dogwatch.web.ask.Problem.Fault;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads from a request which incidents are looked for. Not thread-safe. */
public final class IncidentSearch {

    private static final List<String> KEYS = List.of("host", "target", "severity", "from", "to", "text", "page");
    private static final int MAX_TEXT = IncidentFilter.MAX_TEXT;
    private static final int MAX_PAGE = IncidentFilter.MAX_PAGE;

    private final MultivaluedMap<String, String> asked;
    private final List<Fault> faults = new ArrayList<>();

    private IncidentSearch(MultivaluedMap<String, String> asked) {
        this.asked = asked;
    }

    /**
     * @param each how many are on a page; one more is asked for, which says whether there is another page
     * @throws RejectedException with all that is wrong
     */
    public static IncidentQuery read(MultivaluedMap<String, String> asked, int each) {
        return new IncidentSearch(asked).query(each);
    }

    /** From 1. */
    public static int page(MultivaluedMap<String, String> asked) {
        return new IncidentSearch(asked).page();
    }

    private IncidentQuery query(int each) {
        asked.keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> fault(PlainText.line(key, 80), "unknown key" + Hint.of(key, KEYS)));
        IncidentQuery query = new IncidentQuery(
                text("host"),
                text("target"),
                severity(),
                time("from"),
                time("to"),
                text("text"),
                (page() - 1) * each,
                each + 1);
        if (!faults.isEmpty()) {
            throw new RejectedException(faults);
        }
        return query;
    }

    private Optional<String> text(String key) {
        Optional<String> text = Optional.ofNullable(asked.getFirst(key)).filter(word -> !word.isEmpty());
        text.filter(word -> word.codePointCount(0, word.length()) > MAX_TEXT)
                .ifPresent(word -> fault(key, "is longer than " + MAX_TEXT + " characters"));
        return text;
    }

    private Optional<Severity> severity() {
        Optional<String> word = text("severity");
        Optional<Severity> severity = word.flatMap(one -> List.of(Severity.values()).stream()
                .filter(known -> known.word().equals(one))
                .findFirst());
        if (word.isPresent() && severity.isEmpty()) {
            fault(
                    "severity",
                    quote(word.get()) + " is not known"
                            + Hint.of(
                                    word.get(),
                                    List.of(Severity.values()).stream()
                                            .map(Severity::word)
                                            .toList()));
        }
        return severity;
    }

    /** A day is its beginning in UTC. */
    private Optional<Instant> time(String key) {
        return text(key).flatMap(word -> {
            try {
                return Optional.of(
                        word.length() == 10
                                ? LocalDate.parse(word).atStartOfDay().toInstant(ZoneOffset.UTC)
                                : Moment.read(word));
            } catch (DateTimeException e) {
                fault(key, quote(word) + " is not a time such as 2026-11-24 or 2026-11-24T03:12:07Z");
                return Optional.empty();
            }
        });
    }

    private int page() {
        String word = text("page").orElse("1");
        if (word.matches("[1-9][0-9]{0,4}") && Integer.parseInt(word) <= MAX_PAGE) {
            return Integer.parseInt(word);
        }
        fault("page", quote(word) + " is not a number from 1 to " + MAX_PAGE);
        return 1;
    }

    private void fault(String key, String message) {
        faults.add(new Fault(key, message));
    }

    private static String quote(String word) {
        return '"' + PlainText.line(word, 80) + '"';
    }
}
