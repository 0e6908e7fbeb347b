package io.dogwatch.web.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a line stands in a log. It is found again by whoever asks for all lines from its stamp on, since the engine gives them
 * in the same order each time.
 *
 * @param container the first twelve digits of its id
 * @param at the line's stamp
 * @param nth which of the lines with this stamp it is, from 1
 */
record LogPosition(String container, Instant at, int nth) {

    private static final Pattern SHAPE = Pattern.compile("([0-9A-Za-z]{1,12})-([0-9]{1,10})\\.([0-9]{9})-([0-9]{1,9})");

    private static final int SHORT = 12;

    /** Before the first line of a container that has written nothing. */
    static LogPosition beginning(String containerId) {
        return new LogPosition(brief(containerId), Instant.EPOCH, 0);
    }

    /** @return empty if the text is none */
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

    /** The place of the line that comes next. */
    LogPosition next(Instant stamp) {
        return new LogPosition(container, stamp, stamp.equals(at) ? nth + 1 : 1);
    }

    boolean isIn(String containerId) {
        return container.equals(brief(containerId));
    }

    private static String brief(String containerId) {
        return containerId.substring(0, Math.min(SHORT, containerId.length()));
    }

    /** As {@link #read} reads it. */
    @Override
    public String toString() {
        return "%s-%d.%09d-%d".formatted(container, at.getEpochSecond(), at.getNano(), nth);
    }
}
