package io.dogwatch.silence;

import io.dogwatch.model.ContainerSelector;
import io.dogwatch.model.DidYouMean;
import io.dogwatch.model.PlainText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Reads an order from fields by key, for the file and the API alike, and reports all errors. Not thread-safe. */
public final class SilenceParser {

    /** All keys there are. */
    public static final List<String> KEYS = List.of(
            "host",
            "name",
            "label",
            "project",
            "service",
            "cron",
            "for",
            "timeZone",
            "from",
            "until",
            "restarts",
            "notifications",
            "watching",
            "comment",
            "createdBy");

    private static final int MAX_GLOB = 255;
    private static final int MAX_CREATED_BY = 100;
    private static final int MAX_COMMENT = 500;

    private final RawFields form;
    private final Set<String> hosts;
    private boolean faulty;

    private SilenceParser(Map<String, String> texts, Set<String> hosts, BiConsumer<String, String> faults) {
        this.hosts = hosts;
        this.form = new RawFields(Map.copyOf(texts), (key, message) -> {
            faulty = true;
            faults.accept(key, message);
        });
    }

    /**
     * Reads one.
     *
     * @param now if it may begin now and must not be over; empty for a file, which may be older than what it says
     * @param by who asks for it if the form does not say so
     * @param faults takes the key (empty for the whole) and what is wrong with it, with what is allowed
     * @return empty if anything is wrong
     */
    public static Optional<SilenceSpec> read(
            Map<String, String> texts,
            Set<String> hosts,
            Optional<Instant> now,
            String by,
            BiConsumer<String, String> faults) {
        SilenceParser form = new SilenceParser(texts, hosts, faults);
        form.rejectUnknown();
        return form.order(now, by).filter(order -> !form.faulty);
    }

    /** Reads the value of a label, such as {@code 0 3 * * SUN for 2h}, and reports its errors. */
    public static Optional<SilenceSchedule> label(String line, BiConsumer<String, String> faults) {
        return ScheduleParser.line(line, faults);
    }

    /**
     * Reads a recurring time.
     *
     * @param faults takes {@code cron} or {@code timeZone} and the problem
     * @return periods of a minute, of which only the beginnings have a meaning; empty after an error
     */
    public static Optional<SilenceSchedule.Recurring> beginnings(
            String cron, String zone, BiConsumer<String, String> faults) {
        RawFields form = new RawFields(Map.of("cron", cron, "for", "1m", "timeZone", zone), faults);
        return ScheduleParser.read(form, Optional.empty())
                .flatMap(when -> when instanceof SilenceSchedule.Recurring recurring
                        ? Optional.of(recurring)
                        : Optional.empty());
    }

    /**
     * Reads a stored order.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    public static SilenceSchedule.Recurring recurring(String cron, Duration length, String zone) {
        try {
            return new SilenceSchedule.Recurring(Cron.read(cron), length, ZoneId.of(zone));
        } catch (UnreadableException | DateTimeException e) {
            throw new IllegalArgumentException(cron + " in " + zone + " " + e.getMessage(), e);
        }
    }

    private void rejectUnknown() {
        new TreeSet<>(form.texts().keySet())
                .stream()
                        .filter(key -> !KEYS.contains(key))
                        .forEach(key -> form.fault(PlainText.line(key, 80), "unknown key" + DidYouMean.of(key, KEYS)));
    }

    private Optional<SilenceSpec> order(Optional<Instant> now, String by) {
        Scope scope = scope();
        boolean holds = choice("restarts", "hold", "allow");
        boolean mutes = choice("notifications", "mute", "send");
        boolean pauses = !choice("watching", "go-on", "pause");
        if (pauses && !(holds && mutes)) {
            form.notAllowed("watching", "requires restarts: hold and notifications: mute");
        }
        if (!holds && !mutes) {
            form.fault("", "has no effect; set restarts: hold or notifications: mute");
        }
        String createdBy = line("createdBy", MAX_CREATED_BY).orElse(by);
        String comment = line("comment", MAX_COMMENT).orElse("");
        return ScheduleParser.read(form, now)
                .map(when -> new SilenceSpec(scope, when, holds, mutes, pauses, createdBy, comment));
    }

    private Scope scope() {
        Optional<String> host = form.text("host");
        host.filter(name -> !hosts.contains(name))
                .ifPresent(name ->
                        form.fault("host", "unknown host " + RawFields.quote(name) + DidYouMean.of(name, hosts)));
        ContainerSelector match =
                new ContainerSelector(glob("name"), Optional.empty(), glob("label"), glob("project"), glob("service"));
        Scope scope = new Scope(host, match);
        if (scope.asksNothing()) {
            form.fault(
                    "", "must select containers; set host, name, label, project or service (name: \"*\" selects all)");
        }
        return scope;
    }

    private Optional<String> glob(String key) {
        Optional<String> text = form.text(key);
        text.filter(glob -> isLonger(glob, MAX_GLOB))
                .ifPresent(glob -> form.fault(key, "must not exceed " + MAX_GLOB + " characters"));
        return text;
    }

    private Optional<String> line(String key, int max) {
        Optional<String> text = form.text(key);
        text.filter(line -> isLonger(line, max))
                .ifPresent(line -> form.fault(key, "must not exceed " + max + " characters"));
        return text.map(line -> PlainText.line(line, line.length() + 1)).filter(line -> !line.isEmpty());
    }

    /** In signs as people count them, and not in halves of them. */
    private static boolean isLonger(String text, int max) {
        return text.codePointCount(0, text.length()) > max;
    }

    /** Whether it is the first of the two words, which is the default. */
    private boolean choice(String key, String first, String second) {
        String text = form.text(key).orElse(first);
        if (!text.equals(first) && !text.equals(second)) {
            form.fault(key, "unknown value " + RawFields.quote(text) + DidYouMean.of(text, List.of(first, second)));
        }
        return !text.equals(second);
    }
}
