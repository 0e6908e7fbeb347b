package io.dogwatch.tell;

import io.dogwatch.judge.Incident;
import io.dogwatch.target.Match;
import io.dogwatch.target.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which incidents are told to whom. All that is given must fit.
 *
 * @param name unique; its line has this name
 * @param host the name of a host
 * @param target a glob of the container's name
 * @param project a glob of its Compose project
 * @param team a glob of its team
 * @param severity of the incident, at least
 * @param to mail addresses
 * @param also whether the routes behind it are tried too
 * @param escalation who is told when nobody acknowledges; empty for nobody
 */
public record Route(
        String name,
        Optional<String> host,
        Optional<String> target,
        Optional<String> project,
        Optional<String> team,
        Optional<Severity> severity,
        List<String> to,
        boolean also,
        Optional<Escalation> escalation) {

    /**
     * @param after how long after an incident was told; default 15 m
     * @param to mail addresses
     */
    public record Escalation(Duration after, List<String> to) {

        public static final Duration AFTER = Duration.ofMinutes(15);

        public Escalation {
            to = List.copyOf(to);
        }
    }

    public Route {
        to = List.copyOf(to);
    }

    boolean fits(Incident incident) {
        return host.map(incident.target().host()::equals).orElse(true)
                && target.map(glob -> Match.glob(glob, incident.target().name()))
                        .orElse(true)
                && project.map(glob -> Match.glob(glob, incident.project())).orElse(true)
                && team.map(glob -> Match.glob(glob, incident.team())).orElse(true)
                && severity.map(least -> least == Severity.WARN || incident.severity() == Severity.CRITICAL)
                        .orElse(true);
    }

    /** The line on which is told that nobody has acknowledged. */
    public String escalationLine() {
        return name + ".escalation";
    }
}
