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
 * Ordered routes. The first active matching route is used, and the following ones if it has {@code continue}. Receivers
 * of an opening notification also get the closing one at any time. Incidents without a matching route go to the default
 * mail recipients. Immutable.
 *
 * @param channels by name
 */
public record Routes(List<Route> all, Map<String, ChannelSettings> channels) implements ReceiverRouting {

    public Routes {
        all = List.copyOf(all);
        channels = Map.copyOf(channels);
    }

    /** Creates routes with channels that are always active. */
    public Routes(List<Route> all) {
        this(all, Map.of());
    }

    public static Routes of(List<Route> all, List<ChannelSettings> channels) {
        return new Routes(all, channels.stream().collect(Collectors.toMap(ChannelSettings::name, Function.identity())));
    }

    /** Returns the receiver name of a report; no receiver name of a route has two dots and this prefix. */
    public static String reportLine(String report) {
        return ReportScheduler.DESK + ".." + report;
    }

    /** Routes the notification as at the opening of the incident. */
    @Override
    public Set<String> of(Notice notice) {
        return of(notice, notice.incident().openedAt(), Set.of());
    }

    @Override
    public Set<String> of(Notice notice, Instant at, Set<String> notified) {
        Incident incident = notice.incident();
        return switch (notice.kind()) {
            case REPORT -> Set.of(reportLine(incident.target().name()));
            case ACKNOWLEDGED -> pagers(notified);
            case UNACKNOWLEDGED -> orMail(escalations(incident, at));
            case CLOSED, BREAKER_CLOSED -> orMail(lines(incident, at, notified, true));
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

    /**
     * Selects receivers. A closing notification goes to the receivers of earlier ones and to routes that are always
     * active, but not to routes that are active only at this time.
     */
    private Set<String> lines(Incident incident, Instant at, Set<String> notified, boolean isEnd) {
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
                if (notified.contains(line) || (isTheirTime && (!isEnd || isAlways))) {
                    lines.add(line);
                }
            });
            isTaken |= counts && !route.continues();
        }
        return lines;
    }

    /**
     * Returns the receivers of a route, one for all mail addresses and one for each channel, with the hours of the
     * channel.
     */
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
            route.escalation().ifPresent(escalation -> {
                if (!escalation.to().isEmpty()) {
                    lines.add(route.escalationLine());
                }
                escalation.channels().stream()
                        .filter(channel -> hours(channel).hold(at))
                        .forEach(channel -> lines.add(route.escalationLine(channel)));
            });
        }
        return lines;
    }

    /** Returns the notified receivers that keep alert state of their own. */
    private Set<String> pagers(Set<String> notified) {
        Set<String> lines = new LinkedHashSet<>();
        for (Route route : all) {
            route.channels().stream()
                    .filter(this::isPager)
                    .map(route::channelLine)
                    .forEach(lines::add);
            route.escalation()
                    .ifPresent(escalation -> escalation.channels().stream()
                            .filter(this::isPager)
                            .map(route::escalationLine)
                            .forEach(lines::add));
        }
        lines.retainAll(notified);
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

    /** Returns the delay before the escalation of an unacknowledged incident; empty to disable. */
    Optional<Duration> escalationDelay(Incident incident, Instant at) {
        return about(incident, at).stream()
                .flatMap(route -> route.escalation().stream())
                .map(Route.Escalation::after)
                .min(Comparator.naturalOrder());
    }
}
