package io.dogwatch.journal;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Formats instants as text of a fixed width, comparable in the database and readable for operators. */
final class SqlInstant {

    /** Outside of these years the text would be wider and no longer sort. */
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private static final DateTimeFormatter NINE_DIGITS =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    private SqlInstant() {}

    static String text(Instant instant) {
        Instant shown = instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
        return NINE_DIGITS.format(shown);
    }

    static Instant instant(String text) {
        return Instant.parse(text);
    }
}
