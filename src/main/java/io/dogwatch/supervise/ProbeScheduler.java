package io.dogwatch.supervise;

import io.dogwatch.judge.Event;
import io.dogwatch.judge.TargetState;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Phase;
import io.dogwatch.probe.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Probes the checks of one target on their schedules, with one scheduler entry per check and one virtual thread per
 * attempt. An attempt due while the previous one is in flight is skipped and counted. Used by one loop and the threads
 * it starts.
 */
final class ProbeScheduler {

    private final TargetServices services;
    private final Supplier<TargetState> state;
    private final Consumer<Event> judge;
    private final Map<String, TargetView.LastProbe> lastProbes = new ConcurrentHashMap<>();
    private final Map<String, OutcomeHistory> histories = new ConcurrentHashMap<>();
    private List<TaskScheduler.Entry> entries = List.of();
    private List<Check.Probed> checks = List.of();
    private boolean starting;

    ProbeScheduler(TargetServices services, Supplier<TargetState> state, Consumer<Event> judge) {
        this.services = services;
        this.state = state;
        this.judge = judge;
    }

    Map<String, TargetView.LastProbe> lastProbes() {
        return lastProbes;
    }

    /** Returns the outcome history of each check by name. */
    Map<String, OutcomeHistoryView> outcomeHistories() {
        Map<String, OutcomeHistoryView> views = new HashMap<>();
        histories.forEach((check, history) -> views.put(check, history.view()));
        return views;
    }

    /** Records the outcome of a check reported by the log rather than a probe. */
    void recordOutcome(String check, Outcome outcome) {
        lastProbes.put(check, TargetView.LastProbe.heard(outcome, Instant.now()));
    }

    /** Returns how each of these checks would be reached now; empty without a container. */
    List<AddressView> addresses(List<Check> wanted) {
        Optional<ContainerSnapshot> container = state.get().container();
        List<AddressView> addresses = new ArrayList<>();
        for (Check check : wanted) {
            if (check instanceof Check.Reached reached && container.isPresent()) {
                addresses.add(AddressView.of(
                        check.name(), reached.port(), services.prober().ways(container.get(), reached.port())));
            }
        }
        return addresses;
    }

    /** Schedules the checks for the phase; does nothing if they are already scheduled. */
    void reschedule(List<Check> wanted, Phase phase) {
        List<Check.Probed> probed = new ArrayList<>();
        for (Check check : wanted) {
            if (check instanceof Check.Probed probe) {
                probed.add(probe);
            }
        }
        boolean isStarting = phase == Phase.STARTING;
        if (probed.equals(checks) && isStarting == starting) {
            return;
        }
        cancel();
        checks = List.copyOf(probed);
        starting = isStarting;
        lastProbes.keySet().retainAll(wanted.stream().map(Check::name).toList());
        histories.keySet().retainAll(probed.stream().map(Check::name).toList());
        List<TaskScheduler.Entry> scheduled = new ArrayList<>();
        for (Check.Probed check : checks) {
            Duration interval = starting
                    ? shorter(check.schedule().startInterval(), check.schedule().interval())
                    : check.schedule().interval();
            // A random initial delay spreads the probes of many targets over the interval.
            Duration first = Duration.ofMillis(ThreadLocalRandom.current().nextLong(interval.toMillis()));
            AtomicBoolean inFlight = new AtomicBoolean();
            scheduled.add(services.timetable()
                    .every("probe " + check.name(), interval, first, due -> start(check, inFlight, due)));
        }
        entries = scheduled;
    }

    void cancel() {
        entries.forEach(TaskScheduler.Entry::cancel);
        entries = List.of();
        checks = List.of();
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private void start(Check.Probed check, AtomicBoolean inFlight, Instant due) {
        TargetState seen = state.get();
        Optional<ContainerSnapshot> container = seen.container().filter(c -> c.status() == ContainerStatus.RUNNING);
        if (container.isEmpty()
                || !seen.engineReachable()
                || seen.ledger().intent().isPresent()) {
            return;
        }
        if (inFlight.getAndSet(true)) {
            services.meters().probeSkipped(check.kind());
            return;
        }
        if (!services.probesInFlight().tryAcquire()) {
            inFlight.set(false);
            services.meters().probeSkipped(check.kind());
            return;
        }
        Duration lag = Duration.between(due, Instant.now());
        Thread.startVirtualThread(() -> {
            try {
                attempt(check, container.get(), lag);
            } finally {
                services.probesInFlight().release();
                inFlight.set(false);
            }
        });
    }

    private void attempt(Check.Probed check, ContainerSnapshot container, Duration lag) {
        Outcome outcome = probe(check, container, lag);
        container
                .incarnation()
                .ifPresent(incarnation -> judge.accept(new Event.Probed(check.name(), incarnation, outcome)));
    }

    private Outcome probe(Check.Probed check, ContainerSnapshot container, Duration lag) {
        Attempt attempt = services.prober().probe(check, container);
        services.meters().probed(check.kind(), lag, attempt.outcome());
        Instant now = Instant.now();
        lastProbes.put(check.name(), TargetView.LastProbe.of(attempt, now));
        histories.computeIfAbsent(check.name(), name -> new OutcomeHistory()).add(attempt.outcome(), now);
        return attempt.outcome();
    }

    /** Probes the checks once, one after the other up to the first that does not pass. The judge gets no event. */
    boolean allPass(List<Check.Probed> probed) {
        Optional<ContainerSnapshot> container =
                state.get().container().filter(c -> c.status() == ContainerStatus.RUNNING);
        return container.isPresent()
                && probed.stream()
                        .allMatch(check -> probe(check, container.get(), Duration.ZERO) instanceof Outcome.Healthy);
    }
}
