package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Predicts the next decisions about one target if nothing changes: every check keeps its outcome at its interval,
 * wake-ups arrive on time, and holds end as scheduled. Runs the real judge on these events. Pure; takes a few
 * milliseconds at most.
 *
 * @param steps in order of time, up to the first step that acts on the container, quarantines it or closes its
 *     incident; empty if none falls within {@link #HORIZON}
 */
public record Forecast(List<Step> steps) {

    /** Limit of the prediction. */
    public static final Duration HORIZON = Duration.ofHours(24);

    /** How often the supervisor inspects a container with a HEALTHCHECK. */
    private static final Duration INSPECTION_INTERVAL = Duration.ofSeconds(30);

    /** Limit far beyond any sensible policy; 100 events take some ten thousandths of a second. */
    private static final int MAX_EVENTS = 20_000;

    /** One predicted decision. */
    public sealed interface Step {

        Instant at();

        /** @param failure the failure that must persist */
        record Opens(Instant at, Failure failure) implements Step {}

        /**
         * @param attempt 1 for the first restart since the target was last healthy
         * @param failure the failure that must persist; empty for a manual request
         */
        record Acts(Instant at, Action action, int attempt, Optional<Failure> failure) implements Step {}

        /** @param until automatic end; empty if there is none */
        record GivesUp(Instant at, Reason reason, Optional<Instant> until, Optional<Failure> failure) implements Step {}

        record Closes(Instant at, Reason outcome) implements Step {}

        /** The result of an earlier action is determined. */
        record Settles(Instant at, Action action) implements Step {}
    }

    /** Latest outcome of a check. */
    public record Newest(Instant at, Outcome outcome) {}

    public Forecast {
        steps = List.copyOf(steps);
    }

    /**
     * Predicts the decisions from the current state.
     *
     * @param newest by check name; a missing check continues as its streak indicates
     * @param now by the clock used to judge the state
     */
    public static Forecast of(Watch watch, TargetState state, Map<String, Newest> newest, Instant now) {
        Run run = new Run(watch, state, newest, now);
        run.judge(new Event.Woken());
        run.run();
        return new Forecast(run.steps);
    }

    /** Predicts the decisions after a manual request made now. */
    public static Forecast of(
            Watch watch, TargetState state, Map<String, Newest> newest, Event.Requested request, Instant now) {
        Run run = new Run(watch, state, newest, now);
        run.judge(request);
        run.run();
        return new Forecast(run.steps);
    }

    /** Returns when the backoff allows the next restart; empty without an earlier restart. */
    public static Optional<Instant> backoffEnds(Watch watch, PersistentState ledger) {
        return ledger.attempt() == 0
                ? Optional.empty()
                : ledger.lastRestart()
                        .map(at -> at.plus(
                                BackoffCalculator.delay(watch.policy().backoff(), watch.target(), ledger.attempt())));
    }

    /** Simulates the passage of time in an unchanged environment. */
    private static final class Run {

        final List<Step> steps = new ArrayList<>();
        private final Watch watch;
        private final Instant end;
        private final List<Recurrence> recurrences = new ArrayList<>();
        private TargetState state;
        private Instant now;
        private Optional<Instant> wakeAt = Optional.empty();
        private boolean finished;
        private int events;

        Run(Watch watch, TargetState state, Map<String, Newest> newest, Instant now) {
            this.watch = watch;
            this.state = state;
            this.now = now;
            this.end = now.plus(HORIZON);
            for (Check check : watch.checks()) {
                if (check instanceof Check.Probed probed) {
                    Optional<Newest> finish = Optional.ofNullable(newest.get(check.name()));
                    Outcome outcome = finish.map(Newest::outcome).orElseGet(() -> outcomeFromStreak(check));
                    if (!(outcome instanceof Outcome.Inconclusive)) {
                        recurrences.add(new Recurrence(probed, outcome, finish.map(Newest::at)));
                    }
                }
            }
            if (state.container()
                    .filter(c -> c.health().status() != HealthStatus.NONE)
                    .isPresent()) {
                recurrences.add(new Recurrence());
            }
        }

        void run() {
            while (!finished && events < MAX_EVENTS) {
                Optional<Recurrence> due =
                        recurrences.stream().filter(Recurrence::isDue).min((a, b) -> a.next.compareTo(b.next));
                Optional<Instant> next = Stream.of(due.map(r -> r.next), wakeAt, nextHoldEnd())
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo)
                        .filter(at -> !at.isAfter(end));
                if (next.isEmpty()) {
                    return;
                }
                now = next.get();
                if (due.isPresent() && due.get().next.equals(now)) {
                    due.get().fire();
                } else if (nextHoldEnd().filter(now::equals).isPresent()) {
                    endHolds();
                } else {
                    judge(new Event.Woken());
                }
            }
        }

        void judge(Event event) {
            events++;
            TargetState before = state;
            Verdict verdict = Judge.judge(watch, before, event, now);
            state = verdict.state();
            wakeAt = verdict.wakeAt();
            note(before, verdict.decisions());
            boolean changed = before.phase() != state.phase()
                    || before.reason() != state.reason()
                    || !before.ledger().equals(state.ledger());
            if (changed || !(event instanceof Event.Probed || event instanceof Event.Observed)) {
                recurrences.forEach(Recurrence::resume);
            }
        }

        private void note(TargetState before, List<Decision> decisions) {
            for (Decision decision : decisions) {
                if (decision instanceof Decision.OpenIncident(Incident incident)) {
                    steps.add(new Step.Opens(now, incident.failure()));
                } else if (decision instanceof Decision.Act(Intent intent)) {
                    finish(new Step.Acts(now, intent.action(), intent.attempt(), state.failure()));
                } else if (decision instanceof Decision.FinishIntent(Intent intent)) {
                    finish(new Step.Settles(now, intent.action()));
                } else if (decision instanceof Decision.CloseIncident(Incident incident)) {
                    finish(new Step.Closes(now, incident.outcome().orElse(state.reason())));
                }
            }
            if (before.phase() != Phase.QUARANTINED && state.phase() == Phase.QUARANTINED) {
                Optional<Instant> until = state.ledger().quarantine().map(PersistentState.Quarantine::until);
                finish(new Step.GivesUp(now, state.reason(), until, state.failure()));
            }
        }

        private void finish(Step step) {
            steps.add(step);
            finished = true;
        }

        private Optional<Instant> nextHoldEnd() {
            return state.circumstances().holds().stream()
                    .flatMap(hold -> hold.until().stream())
                    .map(until -> until.isBefore(now) ? now : until)
                    .min(Instant::compareTo);
        }

        private void endHolds() {
            TargetContext held = state.circumstances();
            List<Hold> remaining = held.holds().stream()
                    .filter(hold ->
                            hold.until().filter(until -> !until.isAfter(now)).isEmpty())
                    .toList();
            judge(new Event.ContextChanged(
                    new TargetContext(remaining, held.muted(), held.parents(), held.networkSince(), held.children())));
        }

        private Outcome outcomeFromStreak(Check check) {
            Streak streak = state.streaks().getOrDefault(check.name(), Streak.NONE);
            return streak.failures() > 0
                    ? Outcome.unhealthy(streak.cause().orElse(Cause.TIMED_OUT), streak.detail(), Duration.ZERO)
                    : Outcome.healthy(Duration.ZERO);
        }

        /**
         * Repeats one outcome at each interval, like the prober or the inspection of a HEALTHCHECK. Stops after more
         * repetitions than the judge remembers: from then on only time can change the verdict, and the judge has
         * requested a wake-up for that.
         */
        private final class Recurrence {

            private final Optional<Check.Probed> check;
            private final Outcome outcome;
            private final int memory;
            private Instant next;
            private int count;

            Recurrence(Check.Probed check, Outcome outcome, Optional<Instant> finish) {
                this.check = Optional.of(check);
                this.outcome = outcome;
                int counted =
                        Math.max(check.thresholds().window(), check.thresholds().success());
                this.memory = 2 + Math.max(counted, watch.policy().flapping().changes());
                // The caller may use another clock; the next outcome is due at most one interval from now.
                Instant latest = now.plus(interval());
                Instant due = finish.map(at -> at.plus(interval()))
                        .filter(latest::isAfter)
                        .orElse(latest);
                this.next = due.isAfter(now) ? due : now;
            }

            Recurrence() {
                this.check = Optional.empty();
                this.outcome = Outcome.healthy(Duration.ZERO);
                this.memory = 2 + watch.policy().flapping().changes();
                this.next = now.plus(INSPECTION_INTERVAL);
            }

            boolean isDue() {
                boolean isProbed = check.isEmpty()
                        || (state.container().isPresent()
                                && state.container().get().status() == ContainerStatus.RUNNING
                                && state.ledger().intent().isEmpty());
                return count < memory && isProbed && state.engineReachable();
            }

            void fire() {
                count++;
                next = now.plus(interval());
                if (check.isEmpty()) {
                    judge(new Event.Observed(state.container()));
                } else {
                    judge(new Event.Probed(
                            check.get().name(),
                            state.container().orElseThrow().incarnation().orElseThrow(),
                            outcome));
                }
            }

            /** Resumes in phase with the interval, as if no repetition had been skipped. */
            void resume() {
                count = 0;
                if (next.isBefore(now)) {
                    long missed = Duration.between(next, now).dividedBy(interval()) + 1;
                    next = next.plus(interval().multipliedBy(missed));
                }
            }

            private Duration interval() {
                if (check.isEmpty()) {
                    return INSPECTION_INTERVAL;
                }
                Duration usual = check.get().schedule().interval();
                Duration early = check.get().schedule().startInterval();
                return state.phase() == Phase.STARTING && early.compareTo(usual) < 0 ? early : usual;
            }
        }
    }
}
