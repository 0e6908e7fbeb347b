package io.dogwatch.notify;

import io.dogwatch.model.Evidence;
import io.dogwatch.model.PlainText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last lines of the newest log among the evidence, to be read in the letter itself: with the time of the day in the
 * letter's zone, and with the date where it is not that of the evidence.
 */
final class MailLogTail {

    private static final int LINES = 15;
    private static final int WIDTH = 200;

    /** A log's own lines begin with a time. */
    private static final String HEADING = "# taken at ";

    /** As evidence writes a line: when, and what. */
    private static final Pattern LINE = Pattern.compile("(\\d{4}-\\S{1,40}Z)( .*)");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DATE_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final ZonedDateTime takenAt;

    private MailLogTail(ZonedDateTime takenAt) {
        this.takenAt = takenAt;
    }

    static List<String> of(List<Evidence> evidence, ZoneId zone) {
        if (evidence.isEmpty()) {
            return List.of();
        }
        MailLogTail tail = new MailLogTail(evidence.getLast().takenAt().atZone(zone));
        return evidence.getLast().exhibits().stream()
                .filter(exhibit -> exhibit.name().startsWith("log"))
                .findFirst()
                .map(exhibit -> tail.lastLines(exhibit.text()))
                .orElse(List.of());
    }

    private List<String> lastLines(String text) {
        List<String> lines = text.lines()
                .filter(line -> !line.startsWith(HEADING))
                .map(line -> PlainText.line(line, WIDTH))
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                .map(this::told)
                .toList();
    }

    private String told(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return line;
        }
        try {
            ZonedDateTime at = Instant.parse(parts.group(1)).atZone(takenAt.getZone());
            boolean isOfThatDay = at.toLocalDate().equals(takenAt.toLocalDate());
            return (isOfThatDay ? TIME : DATE_AND_TIME).format(at) + parts.group(2);
        } catch (DateTimeException e) {
            return line;
        }
    }
}
