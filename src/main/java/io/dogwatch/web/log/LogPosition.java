package io.dogwatch.web.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Position of a line in a log. Reading all lines from its timestamp finds the line again, because the engine returns
 * lines in a stable order.
 *
 * @param container the first twelve digits of the container id
 * @param at the timestamp of the line
 * @param nth its index among the lines with this timestamp, from 1
 */
record LogPosition(String container, Instant at, int nth) {

    private static final Pattern SHAPE = Pattern.compile("([0-9A-Za-z]{1,12})-([0-9]{1,10})\\.([0-9]{9})-([0-9]{1,9})");

    private static final int SHORT = 12;

    /** Returns the position before the first line. */
    static LogPosition beginning(String containerId) {
        return new LogPosition(brief(containerId), Instant.EPOCH, 0);
    }

    /** @return empty if the text is not a position */
    static Optional<LogPosition> read(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            Instant at = Instant.ofEpochSecond(Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3)));
            return Optional.of(new LogPosition(parts.group(1), at, Integer.parseInt(parts.group(4))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Returns the position of the next line. */
    LogPosition next(Instant stamp) {
        return new LogPosition(container, stamp, stamp.equals(at) ? nth + 1 : 1);
    }

    boolean isIn(String containerId) {
        return container.equals(brief(containerId));
    }

    private static String brief(String containerId) {
        return containerId.substring(0, Math.min(SHORT, containerId.length()));
    }

    /** Returns the format accepted by {@link #read}. */
    @Override
    public String toString() {
        return "%s-%d.%09d-%d".formatted(container, at.getEpochSecond(), at.getNano(), nth);
    }
}
