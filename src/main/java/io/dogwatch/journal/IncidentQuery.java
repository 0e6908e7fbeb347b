package io.dogwatch.journal;

import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.ContainerSelector;
import io.dogwatch.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Filters for incidents; all given filters must match.
 *
 * @param host a glob
 * @param target a glob of the container's name
 * @param severity at least
 * @param from only incidents open at or after this time
 * @param until only incidents opened before this time
 * @param text contained in the incident, ignoring case
 * @param skip number of the newest to skip
 * @param limit maximum number of results
 */
public record IncidentQuery(
        Optional<String> host,
        Optional<String> target,
        Optional<Severity> severity,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<String> text,
        int skip,
        int limit) {

    boolean fits(Incident incident) {
        return host.map(glob -> ContainerSelector.glob(glob, incident.target().host()))
                        .orElse(true)
                && target.map(glob ->
                                ContainerSelector.glob(glob, incident.target().name()))
                        .orElse(true)
                && severity.map(least -> least == Severity.WARN || incident.severity() == Severity.CRITICAL)
                        .orElse(true)
                && from.map(at -> !incident.closedAt().orElse(Instant.MAX).isBefore(at))
                        .orElse(true)
                && until.map(at -> incident.openedAt().isBefore(at)).orElse(true)
                && text.map(word -> holds(incident, word.toLowerCase(Locale.ROOT)))
                        .orElse(true);
    }

    private static boolean holds(Incident incident, String word) {
        return List.of(
                        incident.id(),
                        incident.target().toString(),
                        incident.image(),
                        incident.team(),
                        incident.project(),
                        incident.failure().line(),
                        incident.failure().cause().wireName(),
                        incident.outcome().map(Reason::wireName).orElse(""))
                .stream()
                .anyMatch(part -> part.toLowerCase(Locale.ROOT).contains(word));
    }
}
