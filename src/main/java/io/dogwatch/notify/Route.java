package io.dogwatch.notify;

import io.dogwatch.judge.Incident;
import io.dogwatch.model.ContainerSelector;
import io.dogwatch.model.Severity;
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
 * @param to mail addresses; none if others are told by channels alone
 * @param channels the names of channels
 * @param continues whether the routes behind it are tried too
 * @param escalation who is told when nobody acknowledges; empty for nobody
 * @param hours when it counts
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
     * @param after how long after an incident was told; default 15 m
     * @param to mail addresses; none if others are told by channels alone
     * @param channels the names of channels
     */
    public record Escalation(Duration after, List<String> to, List<String> channels) {

        public static final Duration AFTER = Duration.ofMinutes(15);

        public Escalation {
            to = List.copyOf(to);
            channels = List.copyOf(channels);
        }

        /** By mail alone. */
        public Escalation(Duration after, List<String> to) {
            this(after, to, List.of());
        }
    }

    /** One that counts at any time. */
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

    /** The line to one of its channels; no name has a dot, and no channel is named escalation. */
    public String channelLine(String channel) {
        return name + "." + channel;
    }

    /** The line to one of the channels of its escalation. */
    public String escalationLine(String channel) {
        return escalationLine() + "." + channel;
    }

    /** The line on which is told by mail that nobody has acknowledged. */
    public String escalationLine() {
        return name + ".escalation";
    }
}
