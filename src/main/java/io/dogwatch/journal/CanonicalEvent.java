package io.dogwatch.journal;

import io.dogwatch.judge.Event;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.Health;
import io.dogwatch.model.ContainerSnapshot.HealthProbe;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.ContainerSnapshot.Log;
import io.dogwatch.model.ContainerSnapshot.Network;
import io.dogwatch.model.Incarnation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An event reduced to the judge's input: no command, no label that may contain a secret, no paths, no addresses;
 * with the key that identifies repetitions.
 *
 * @param sameness two events with equal sameness are repetitions; the first one's text is kept
 * @param steady whether the event has the same meaning at any pace
 */
record CanonicalEvent(Event event, Object sameness, boolean steady) {

    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i)passw|passphrase|secret|token|credential|(api|private|access|auth)[-_.]?key|authorization|cookie");

    private record OutcomeSameness(String check, Incarnation life, Class<?> kind, Optional<Object> cause) {}

    static CanonicalEvent of(Event event) {
        return switch (event) {
            case Event.Observed(Optional<ContainerSnapshot> seen) -> observed(seen);
            case Event.Probed probed -> new CanonicalEvent(probed, sameness(probed), false);
            case Event.EngineLost lost -> new CanonicalEvent(lost, lost, true);
            case Event.Signalled one -> once(one);
            case Event.StopConfirmed one -> once(one);
            case Event.Died one -> once(one);
            case Event.Woken one -> once(one);
            case Event.RestartCalled one -> once(one);
            case Event.ActionEnded one -> once(one);
            case Event.ContextChanged one -> once(one);
            case Event.Requested one -> once(one);
        };
    }

    private static CanonicalEvent once(Event event) {
        return new CanonicalEvent(event, new Object(), false);
    }

    private static Object sameness(Event.Probed probed) {
        Optional<Object> cause =
                switch (probed.outcome()) {
                    case io.dogwatch.model.Outcome.Healthy healthy -> Optional.empty();
                    case io.dogwatch.model.Outcome.Unhealthy unhealthy -> Optional.of(unhealthy.cause());
                    case io.dogwatch.model.Outcome.Inconclusive inconclusive -> Optional.of(inconclusive.cause());
                };
        return new OutcomeSameness(
                probed.check(), probed.incarnation(), probed.outcome().getClass(), cause);
    }

    private static CanonicalEvent observed(Optional<ContainerSnapshot> seen) {
        if (seen.isEmpty()) {
            return new CanonicalEvent(new Event.Observed(seen), Optional.empty(), true);
        }
        ContainerSnapshot container = seen.get();
        HealthStatus status = container.health().status();
        boolean fails = status == HealthStatus.UNHEALTHY;
        List<HealthProbe> words = fails && !container.health().log().isEmpty()
                ? List.of(wordsOf(container.health().log().getLast()))
                : List.of();
        ContainerSnapshot kept =
                with(container, new Health(status, 0, words, container.health().startPeriod()));
        // Each look at an unhealthy one counts as one more failure, so there the pace matters.
        return new CanonicalEvent(
                new Event.Observed(Optional.of(kept)), with(container, new Health(status, 0, List.of())), !fails);
    }

    private static HealthProbe wordsOf(HealthProbe probe) {
        return new HealthProbe(probe.start(), Instant.EPOCH, probe.exitCode(), probe.output());
    }

    private static ContainerSnapshot with(ContainerSnapshot container, Health health) {
        return new ContainerSnapshot(
                container.id(),
                container.name(),
                container.image(),
                "",
                container.createdAt(),
                container.status(),
                container.startedAt(),
                container.finishedAt(),
                container.exitCode(),
                container.oomKilled(),
                0,
                health,
                container.restartPolicy(),
                container.engineRestartCount(),
                container.stopTimeout(),
                container.stopSignal(),
                container.autoRemove(),
                container.tty(),
                new Network(container.network().mode(), Map.of(), List.of()),
                Log.DEFAULT,
                withoutSecrets(container.labels()),
                List.of(),
                container.startError());
    }

    /** By labels rules are chosen, so they are kept; but a value under such a name chooses nothing, and is no history. */
    private static Map<String, String> withoutSecrets(Map<String, String> labels) {
        Map<String, String> kept = new HashMap<>(labels);
        kept.replaceAll((name, value) -> SECRET_NAME.matcher(name).find() ? "***" : value);
        return kept;
    }
}
