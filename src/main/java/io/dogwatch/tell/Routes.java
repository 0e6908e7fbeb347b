package io.dogwatch.tell;

import io.dogwatch.journal.Lines;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The routes in their order: the first that fits an incident counts, and those behind it too where it says so. What no
 * route fits goes to everybody who is told by mail. Immutable.
 */
public record Routes(List<Route> all) implements Lines {

    public Routes {
        all = List.copyOf(all);
    }

    @Override
    public Set<String> of(Notice notice) {
        Set<String> lines = new LinkedHashSet<>();
        for (Route route : about(notice.incident())) {
            if (notice.kind() != Notice.Kind.UNACKNOWLEDGED) {
                lines.addAll(route.lines());
            } else if (route.escalation().isPresent()) {
                lines.add(route.escalationLine());
            }
        }
        return lines.isEmpty() ? Set.of(MAIL) : lines;
    }

    List<Route> about(Incident incident) {
        List<Route> found = new ArrayList<>();
        for (Route route : all) {
            if (route.fits(incident)) {
                found.add(route);
                if (!route.also()) {
                    break;
                }
            }
        }
        return found;
    }

    /** How long an incident may go without a person before others are told; empty for ever. */
    Optional<Duration> patience(Incident incident) {
        return about(incident).stream()
                .flatMap(route -> route.escalation().stream())
                .map(Route.Escalation::after)
                .min(Comparator.naturalOrder());
    }
}
