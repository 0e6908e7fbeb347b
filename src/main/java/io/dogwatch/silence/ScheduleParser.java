package io.dogwatch.silence;

import io.dogwatch.model.DidYouMean;
import io.dogwatch.model.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a time: {@code cron}, {@code for} and {@code timeZone}, or {@code from} with {@code until} or {@code for}. */
final class ScheduleParser {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Pattern LINE = Pattern.compile("(.{1,200}?) for (\\S{1,40})(?: in (\\S{1,60}))?");

    private ScheduleParser() {}

    /** One line, such as {@code 0 3 * * SUN for 2h in Europe/Berlin}. */
    static Optional<SilenceSchedule> line(String line, BiConsumer<String, String> faults) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            faults.accept(
                    "",
                    "invalid time " + RawFields.quote(line)
                            + "; allowed: a time such as 0 3 * * SUN for 2h, or 0 3 * * SUN for 2h in Europe/Berlin");
            return Optional.empty();
        }
        String zone = Optional.ofNullable(parts.group(3)).orElse("UTC");
        return read(
                new RawFields(Map.of("cron", parts.group(1), "for", parts.group(2), "timeZone", zone), faults),
                Optional.empty());
    }

    /** @param now the default of {@code from}; empty if it has none */
    static Optional<SilenceSchedule> read(RawFields form, Optional<Instant> now) {
        Optional<ZoneId> zone = zone(form);
        Optional<Duration> length = length(form);
        if (zone.isEmpty() || (length.isEmpty() && form.has("for"))) {
            return Optional.empty();
        }
        if (form.has("cron")) {
            return recurring(form, length, zone.get());
        }
        if (form.has("until") || form.has("for")) {
            return once(form, length, zone.get(), now);
        }
        form.fault("", "must have an end; set until, from with for, or cron with for");
        return Optional.empty();
    }

    private static Optional<SilenceSchedule> recurring(RawFields form, Optional<Duration> length, ZoneId zone) {
        for (String other : new String[] {"from", "until"}) {
            if (form.has(other)) {
                form.fault(other, "conflicts with cron; set cron with for, or from with until");
                return Optional.empty();
            }
        }
        if (length.isEmpty()) {
            form.fault("for", "is required; allowed: " + range());
            return Optional.empty();
        }
        try {
            Cron cron = Cron.read(form.text("cron").orElse(""));
            SilenceSchedule.Recurring when = new SilenceSchedule.Recurring(cron, length.get(), zone);
            if (when.isEndless()) {
                form.notAllowed(
                        "cron",
                        "with for: " + DurationText.text(length.get())
                                + " never ends; must not exceed 30d without a gap");
                return Optional.empty();
            }
            return Optional.of(when);
        } catch (UnreadableException e) {
            form.notAllowed("cron", e.why());
            return Optional.empty();
        }
    }

    private static Optional<SilenceSchedule> once(
            RawFields form, Optional<Duration> length, ZoneId zone, Optional<Instant> now) {
        if (length.isPresent() && form.has("until")) {
            form.fault("for", "conflicts with until; use only one");
            return Optional.empty();
        }
        Optional<Instant> from = form.has("from") ? instant(form, "from", zone) : now;
        if (from.isEmpty() && !form.has("from")) {
            form.fault("from", "is required; allowed: a time such as 2026-12-01T22:00");
        }
        Optional<Instant> until =
                form.has("until") ? instant(form, "until", zone) : from.flatMap(begin -> length.map(begin::plus));
        if (from.isEmpty() || until.isEmpty()) {
            return Optional.empty();
        }
        String last = form.has("until") ? "until" : "for";
        if (!from.get().isBefore(until.get())) {
            form.notAllowed(last, "must be after from (" + from.get() + ")");
        } else if (now.isPresent() && !now.get().isBefore(until.get())) {
            form.notAllowed(last, "is in the past; the time is now " + now.get());
        } else if (until.get().isAfter(from.get().plus(SilenceSchedule.MAX_LENGTH))) {
            form.notAllowed(last, "must not be more than 30d after from");
        } else {
            return Optional.of(new SilenceSchedule.Once(from.get(), until.get()));
        }
        return Optional.empty();
    }

    private static Optional<Duration> length(RawFields form) {
        return form.text("for").flatMap(text -> {
            Optional<Duration> read = DurationText.read(text);
            Optional<Duration> length =
                    read.filter(one -> one.compareTo(SHORTEST) >= 0 && one.compareTo(SilenceSchedule.MAX_LENGTH) <= 0);
            if (read.isEmpty()) {
                form.fault(
                        "for",
                        "must be a duration such as 90m, 2h or 1d, not " + RawFields.quote(text) + "; allowed: "
                                + range());
            } else if (length.isEmpty()) {
                form.fault("for", text + " is out of range; allowed: " + range());
            }
            return length;
        });
    }

    private static String range() {
        return DurationText.text(SHORTEST) + " to " + DurationText.text(SilenceSchedule.MAX_LENGTH);
    }

    private static Optional<ZoneId> zone(RawFields form) {
        String text = form.text("timeZone").orElse("UTC");
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            String hint = DidYouMean.nearest(text, ZoneId.getAvailableZoneIds())
                    .map(near -> "; did you mean \"" + near + "\"?")
                    .orElse("; allowed: a name such as Europe/Berlin or UTC");
            form.fault("timeZone", "unknown time zone " + RawFields.quote(text) + hint);
            return Optional.empty();
        }
    }

    /** With an offset, or else by the clock of the time zone. */
    private static Optional<Instant> instant(RawFields form, String key, ZoneId zone) {
        String text = form.text(key).orElse("").strip().replace(' ', 'T');
        try {
            Instant instant = text.matches(".*(Z|z|[+-]\\d\\d(:?\\d\\d)?)$") && text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(zone).toInstant();
            return Optional.of(instant).filter(read -> isSane(form, key, read));
        } catch (DateTimeParseException e) {
            form.fault(
                    key,
                    "invalid time " + RawFields.quote(text)
                            + "; allowed: a time such as 2026-12-01T22:00 or 2026-12-01T22:00:00+01:00");
            return Optional.empty();
        }
    }

    private static boolean isSane(RawFields form, String key, Instant read) {
        int year = read.atOffset(ZoneOffset.UTC).getYear();
        if (year < 2000 || year > 2200) {
            form.notAllowed(key, "must be in the years 2000 to 2200");
            return false;
        }
        return true;
    }
}
