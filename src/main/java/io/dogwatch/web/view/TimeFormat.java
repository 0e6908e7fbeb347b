package io.dogwatch.web.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Formats times relative to a reference time. Immutable. */
public final class TimeFormat {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Instant now;

    private TimeFormat(Instant now) {
        this.now = now;
    }

    public Instant now() {
        return now;
    }

    /** Returns a format with the given reference time. */
    public static TimeFormat seenFrom(Instant now) {
        return new TimeFormat(now);
    }

    /** Formats such as {@code 2026-11-24 06:09:13 UTC}. */
    public String absolute(Instant at) {
        return clock(at) + " UTC";
    }

    /** Formats without the zone, which is UTC, for contexts that show the zone separately. */
    public String clock(Instant at) {
        return CLOCK.format(at);
    }

    /** Formats for {@code <time datetime>}. */
    public String iso(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Formats such as {@code 5 min ago} or {@code in 20 s}. */
    public String relative(Instant at) {
        return at.isAfter(now.plusMillis(999))
                ? "in " + span(Duration.between(now, at))
                : span(Duration.between(at, now)) + " ago";
    }

    /**
     * Formats a wait, rounded up, such as {@code in 38 s} or {@code now}. Rounding avoids {@code in 0 s} for a pending
     * step.
     */
    static String ahead(Duration wait) {
        return wait.isPositive() ? "in " + span(wait.plusMillis(999)) : "now";
    }

    /** Formats an elapsed time, such as {@code 3 h 12 min}. */
    public String lasting(Instant since) {
        return span(Duration.between(since, now));
    }

    /** Formats seconds; below one second in milliseconds. */
    public String seconds(double seconds) {
        if (seconds < 0.9995) {
            return Math.max(seconds > 0 ? 1 : 0, Math.round(seconds * 1000)) + " ms";
        }
        return seconds < 10 ? trimmed(seconds) + " s" : span(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** Formats a duration with its two largest units; never negative. */
    static String span(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 10 && seconds % 60 != 0) {
            return minutes + " min " + seconds % 60 + " s";
        }
        if (minutes < 60) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        if (hours < 24) {
            return minutes % 60 == 0 ? hours + " h" : hours + " h " + minutes % 60 + " min";
        }
        long days = hours / 24;
        return days == 1 ? "1 day" : days + " days";
    }

    private static String trimmed(double seconds) {
        String text = String.format(Locale.ROOT, "%.1f", seconds);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
