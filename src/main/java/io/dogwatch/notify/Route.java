package io.dogwatch.notify;

import io.dogwatch.judge.Incident;
import io.dogwatch.model.ContainerSelector;
import io.dogwatch.model.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Routes incidents to receivers. All given criteria must match.
 *
 * @param name unique; also the name of its receiver
 * @param host the name of a host
 * @param target a glob of the container name
 * @param project a glob of the Compose project
 * @param team a glob of the team
 * @param severity the minimum severity of the incident
 * @param to mail addresses; empty for a route with channels only
 * @param channels the names of channels
 * @param continues whether the following routes are evaluated too
 * @param escalation the receivers of unacknowledged incidents; may be empty
 * @param hours when the route is active
 */
public record Route(
        String name,
        Optional<String> host,
        Optional<String> target,
        Optional<String> project,
        Optional<String> team,
        Optional<Severity> severity,
        List<String> to,
        List<String> channels,
        boolean continues,
        Optional<Escalation> escalation,
        Hours hours) {

    /**
     * @param after the delay after the first notification; default 15 m
     * @param to mail addresses; empty for an escalation with channels only
     * @param channels the names of channels
     */
    public record Escalation(Duration after, List<String> to, List<String> channels) {

        public static final Duration AFTER = Duration.ofMinutes(15);

        public Escalation {
            to = List.copyOf(to);
            channels = List.copyOf(channels);
        }

        /** Creates an escalation by mail. */
        public Escalation(Duration after, List<String> to) {
            this(after, to, List.of());
        }
    }

    /** Creates a route that is always active. */
    public Route(
            String name,
            Optional<String> host,
            Optional<String> target,
            Optional<String> project,
            Optional<String> team,
            Optional<Severity> severity,
            List<String> to,
            List<String> channels,
            boolean continues,
            Optional<Escalation> escalation) {
        this(name, host, target, project, team, severity, to, channels, continues, escalation, Hours.ALWAYS);
    }

    public Route {
        to = List.copyOf(to);
        channels = List.copyOf(channels);
    }

    boolean fits(Incident incident) {
        return host.map(incident.target().host()::equals).orElse(true)
                && target.map(glob ->
                                ContainerSelector.glob(glob, incident.target().name()))
                        .orElse(true)
                && project.map(glob -> ContainerSelector.glob(glob, incident.project()))
                        .orElse(true)
                && team.map(glob -> ContainerSelector.glob(glob, incident.team()))
                        .orElse(true)
                && severity.map(least -> least == Severity.WARN || incident.severity() == Severity.CRITICAL)
                        .orElse(true);
    }

    /** Returns the receiver name of a channel. Names contain no dot, and no channel is named escalation. */
    public String channelLine(String channel) {
        return name + "." + channel;
    }

    /** Returns the receiver name of an escalation channel. */
    public String escalationLine(String channel) {
        return escalationLine() + "." + channel;
    }

    /** Returns the receiver name of escalation mails. */
    public String escalationLine() {
        return name + ".escalation";
    }
}
