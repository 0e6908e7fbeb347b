package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The targets of one host and the breaker that looks at them; time moves when the test says so. */
final class Pack {

    static final Instant START = Instant.parse("2026-03-01T03:00:00Z");

    private final Map<String, Instant> lives = new HashMap<>();
    private final Map<String, Instant> failing = new HashMap<>();
    private Instant now = START;
    private int births;
    private Breaker breaker;

    Pack(BreakerPolicy policy) {
        breaker = Breaker.closed(policy);
    }

    /** With the defaults, and so many healthy targets: a, b, c … */
    static Pack of(int targets) {
        Pack pack = new Pack(BreakerPolicy.DEFAULT);
        for (int i = 0; i < targets; i++) {
            pack.healthy(name(i));
        }
        return pack;
    }

    static String name(int number) {
        return Character.toString('a' + number);
    }

    Breaker breaker() {
        return breaker;
    }

    Instant now() {
        return now;
    }

    Pack after(int seconds) {
        now = now.plusSeconds(seconds);
        breaker = breaker.at(now);
        return this;
    }

    Pack healthy(String... names) {
        for (String name : names) {
            failing.remove(name);
            see(name, Phase.HEALTHY, Reason.ALL_CHECKS_PASS);
        }
        return this;
    }

    /** One probe has failed, and it takes three. */
    Pack suspect(String... names) {
        for (String name : names) {
            failing.putIfAbsent(name, now);
            see(name, Phase.SUSPECT, Reason.BELOW_THRESHOLD);
        }
        return this;
    }

    /** Three probes have failed, and only the breaker may be in the way of a restart. */
    Pack failing(String... names) {
        for (String name : names) {
            failing.putIfAbsent(name, now);
            see(name, Phase.FAILING, breaker.holds(id(name)) ? Reason.BREAKER_OPEN : Reason.RESTART_DECIDED);
        }
        return this;
    }

    /** Fails, and something that has nothing to do with the breaker is in the way as well. */
    Pack failing(String name, Reason reason) {
        failing.putIfAbsent(name, now);
        return see(name, Phase.FAILING, reason);
    }

    Pack restarting(String name) {
        return see(name, Phase.RESTARTING, Reason.RESTART_DECIDED, true);
    }

    /** It has been restarted, and is on its way up. */
    Pack restarted(String name) {
        // Two lives never begin in the same moment.
        lives.put(name, now.plusNanos(++births));
        failing.remove(name);
        return see(name, Phase.STARTING, Reason.START_PHASE);
    }

    Pack stands(String name, Phase phase, Reason reason) {
        return see(name, phase, reason);
    }

    Pack observed(String name, Phase phase, Reason reason) {
        Policy policy = Policy.HEAL.toBuilder().mode(Policy.Mode.OBSERVE).build();
        failing.putIfAbsent(name, now);
        breaker = breaker.update(watch(name, policy), state(name, phase, reason, false), now);
        return this;
    }

    private Pack see(String name, Phase phase, Reason reason) {
        return see(name, phase, reason, false);
    }

    private Pack see(String name, Phase phase, Reason reason, boolean hasIncident) {
        breaker = breaker.update(watch(name, Policy.HEAL), state(name, phase, reason, hasIncident), now);
        return this;
    }

    static TargetId id(String name) {
        return new TargetId("local", name);
    }

    private static Watch watch(String name, Policy policy) {
        Watch site = Watches.site();
        return new Watch(id(name), site.checks(), policy, false, "rule 1", List.of());
    }

    private TargetState state(String name, Phase phase, Reason reason, boolean hasIncident) {
        Optional<Instant> since = Optional.ofNullable(failing.get(name));
        Instant life = lives.getOrDefault(name, START.minus(Duration.ofHours(1)));
        Map<String, Streak> streaks = since.isEmpty()
                ? Map.of()
                : Map.of("site", new Streak(1, 0, false, since, Optional.of(Cause.TIMED_OUT), ""));
        return sketch(
                phase, reason, since, streaks, Optional.of(container(ContainerStatus.RUNNING, 0, life)), hasIncident);
    }

    static ContainerSnapshot container(ContainerStatus status, int exitCode, Instant life) {
        return Sketch.running(life).exited(exitCode).status(status).snapshot();
    }

    static TargetState sketch(
            Phase phase,
            Reason reason,
            Optional<Instant> failingSince,
            Map<String, Streak> streaks,
            Optional<ContainerSnapshot> container,
            boolean hasIncident) {
        TargetState initial = TargetState.initial(hasIncident ? withIncident() : PersistentState.EMPTY, START);
        return new TargetState(
                phase,
                reason,
                START,
                Optional.empty(),
                failingSince,
                container,
                true,
                false,
                Optional.empty(),
                START,
                true,
                streaks,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                0,
                Optional.empty(),
                Optional.empty(),
                initial.circumstances(),
                initial.ledger());
    }

    private static PersistentState withIncident() {
        Watch web = Watches.site();
        Failure failure = new Failure("site", "http", Cause.TIMED_OUT, "", 3, 3);
        Evaluation draft = new Evaluation(web, TargetState.initial(PersistentState.EMPTY, START), START);
        draft.incident = Optional.of(IncidentTracker.open(draft, failure).escalated(failure));
        return draft.verdict().state().ledger();
    }
}
