package io.dogwatch.notify;

import io.dogwatch.journal.ReceiverRouting;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.report.ReportScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The routes in their order: the first that fits an incident and counts at that time is taken, and those behind it too where
 * it says so. Whoever was told of an incident is told of its end, whatever the time. What no route fits goes to everybody who
 * is told by mail. Immutable.
 *
 * @param channels by name
 */
public record Routes(List<Route> all, Map<String, ChannelSettings> channels) implements ReceiverRouting {

    public Routes {
        all = List.copyOf(all);
        channels = Map.copyOf(channels);
    }

    /** With channels that always count. */
    public Routes(List<Route> all) {
        this(all, Map.of());
    }

    public static Routes of(List<Route> all, List<ChannelSettings> channels) {
        return new Routes(all, channels.stream().collect(Collectors.toMap(ChannelSettings::name, Function.identity())));
    }

    /** The line on which a report goes out; no line of a route has two dots and begins like this. */
    public static String reportLine(String report) {
        return ReportScheduler.DESK + ".." + report;
    }

    /** As if it were written when the incident was opened. */
    @Override
    public Set<String> of(Notice notice) {
        return of(notice, notice.incident().openedAt(), Set.of());
    }

    @Override
    public Set<String> of(Notice notice, Instant at, Set<String> told) {
        Incident incident = notice.incident();
        return switch (notice.kind()) {
            case REPORT -> Set.of(reportLine(incident.target().name()));
            case ACKNOWLEDGED -> pagers(told);
            case UNACKNOWLEDGED -> orMail(escalations(incident, at));
            case CLOSED, BREAKER_CLOSED -> orMail(lines(incident, at, told, true));
            case OPENED,
                    ESCALATED,
                    QUARANTINED,
                    FLAPPING,
                    REMINDER,
                    LABEL_FAULT,
                    LOG_UNREADABLE,
                    LOG_UNBOUNDED,
                    BREAKER_OPENED -> orMail(lines(incident, at, Set.of(), false));
        };
    }

    private static Set<String> orMail(Set<String> lines) {
        return lines.isEmpty() ? Set.of(MAIL) : lines;
    }

    /** The end is told to those who were told, and to nobody else only because it is their time now. */
    private Set<String> lines(Incident incident, Instant at, Set<String> told, boolean isEnd) {
        Set<String> lines = new LinkedHashSet<>();
        boolean isTaken = false;
        for (Route route : all) {
            if (!route.fits(incident)) {
                continue;
            }
            boolean counts = !isTaken && route.hours().hold(at);
            hoursByLine(route).forEach((line, hours) -> {
                boolean isTheirTime = counts && hours.hold(at);
                boolean isAlways = route.hours().areAlways() && hours.areAlways();
                if (told.contains(line) || (isTheirTime && (!isEnd || isAlways))) {
                    lines.add(line);
                }
            });
            isTaken |= counts && !route.continues();
        }
        return lines;
    }

    /** The lines of a route, one for all mail addresses and one for each channel, with the hours of the channel. */
    private Map<String, Hours> hoursByLine(Route route) {
        Map<String, Hours> lines = new LinkedHashMap<>();
        if (!route.to().isEmpty()) {
            lines.put(route.name(), Hours.ALWAYS);
        }
        route.channels().forEach(channel -> lines.put(route.channelLine(channel), hours(channel)));
        return lines;
    }

    private Set<String> escalations(Incident incident, Instant at) {
        Set<String> lines = new LinkedHashSet<>();
        for (Route route : about(incident, at)) {
            route.escalation().ifPresent(others -> {
                if (!others.to().isEmpty()) {
                    lines.add(route.escalationLine());
                }
                others.channels().stream()
                        .filter(channel -> hours(channel).hold(at))
                        .forEach(channel -> lines.add(route.escalationLine(channel)));
            });
        }
        return lines;
    }

    /** The services that keep alarms of their own, as far as they were told. */
    private Set<String> pagers(Set<String> told) {
        Set<String> lines = new LinkedHashSet<>();
        for (Route route : all) {
            route.channels().stream()
                    .filter(this::isPager)
                    .map(route::channelLine)
                    .forEach(lines::add);
            route.escalation()
                    .ifPresent(others -> others.channels().stream()
                            .filter(this::isPager)
                            .map(route::escalationLine)
                            .forEach(lines::add));
        }
        lines.retainAll(told);
        return lines;
    }

    private boolean isPager(String channel) {
        return Optional.ofNullable(channels.get(channel))
                .filter(one -> one.kind() == ChannelSettings.Kind.PAGERDUTY)
                .isPresent();
    }

    private Hours hours(String channel) {
        return Optional.ofNullable(channels.get(channel))
                .map(ChannelSettings::hours)
                .orElse(Hours.ALWAYS);
    }

    List<Route> about(Incident incident, Instant at) {
        List<Route> found = new ArrayList<>();
        for (Route route : all) {
            if (route.fits(incident) && route.hours().hold(at)) {
                found.add(route);
                if (!route.continues()) {
                    break;
                }
            }
        }
        return found;
    }

    /** How long an incident may go without a person before others are told; empty for ever. */
    Optional<Duration> patience(Incident incident, Instant at) {
        return about(incident, at).stream()
                .flatMap(route -> route.escalation().stream())
                .map(Route.Escalation::after)
                .min(Comparator.naturalOrder());
    }
}
