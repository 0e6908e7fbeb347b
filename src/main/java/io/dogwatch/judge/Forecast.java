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
 * What the judge would decide next about one target if nothing changes: every check goes on failing or passing as it does
 * now, at its interval, wake-ups come when they were asked for, and what is ordered ends when it is to end. Found by letting
 * the very same judge go on. Pure, and takes some milliseconds at most.
 *
 * @param steps in the order of time, up to the first that does something to the container, gives it up, or ends its
 *     incident; empty if nothing would happen within {@link #HORIZON}
 */
public record Forecast(List<Step> steps) {

    /** Nothing is foretold beyond this. */
    public static final Duration HORIZON = Duration.ofHours(24);

    /** How often the Supervisor looks at a container that has a HEALTHCHECK. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    /** A bound that no sensible policy comes near: some ten thousandths of a second for every hundred. */
    private static final int MAX_EVENTS = 20_000;

    /** One thing that would be decided. */
    public sealed interface Step {

        Instant at();

        /** @param failure what must go on for it */
        record Opens(Instant at, Failure failure) implements Step {}

        /**
         * @param attempt 1 for the first restart since the target was last well
         * @param failure what must go on for it; empty when a person asked
         */
        record Acts(Instant at, Action action, int attempt, Optional<Failure> failure) implements Step {}

        /** @param until when it ends by itself; empty if it does not */
        record GivesUp(Instant at, Reason reason, Optional<Instant> until, Optional<Failure> failure) implements Step {}

        record Closes(Instant at, Reason outcome) implements Step {}

        /** It is found out how far an earlier remedy got. */
        record Settles(Instant at, Action action) implements Step {}
    }

    /** The newest outcome of a check. */
    public record Newest(Instant at, Outcome outcome) {}

    public Forecast {
        steps = List.copyOf(steps);
    }

    /**
     * @param newest by the name of the check; what is not in it goes on as its streak says
     * @param now by the clock by which the state was judged
     */
    public static Forecast of(Watch watch, TargetState state, Map<String, Newest> newest, Instant now) {
        Run run = new Run(watch, state, newest, now);
        run.judge(new Event.Woken());
        run.goOn();
        return new Forecast(run.steps);
    }

    /** The same for the case that a person asks for something now. */
    public static Forecast of(
            Watch watch, TargetState state, Map<String, Newest> newest, Event.Requested asked, Instant now) {
        Run run = new Run(watch, state, newest, now);
        run.judge(asked);
        run.goOn();
        return new Forecast(run.steps);
    }

    /** When the backoff allows the next restart; empty if there was none that it could count from. */
    public static Optional<Instant> backoffEnds(Watch watch, PersistentState ledger) {
        return ledger.attempt() == 0
                ? Optional.empty()
                : ledger.lastRestart()
                        .map(at -> at.plus(
                                BackoffCalculator.delay(watch.policy().backoff(), watch.target(), ledger.attempt())));
    }

    /** The judge's time goes on, with the world as it is. */
    private static final class Run {

        final List<Step> steps = new ArrayList<>();
        private final Watch watch;
        private final Instant end;
        private final List<Recurrence> recurrences = new ArrayList<>();
        private TargetState state;
        private Instant now;
        private Optional<Instant> wakeAt = Optional.empty();
        private boolean finished;
        private int judged;

        Run(Watch watch, TargetState state, Map<String, Newest> newest, Instant now) {
            this.watch = watch;
            this.state = state;
            this.now = now;
            this.end = now.plus(HORIZON);
            for (Check check : watch.checks()) {
                if (check instanceof Check.Probed probed) {
                    Optional<Newest> last = Optional.ofNullable(newest.get(check.name()));
                    Outcome outcome = last.map(Newest::outcome).orElseGet(() -> asItsStreakSays(check));
                    if (!(outcome instanceof Outcome.Inconclusive)) {
                        recurrences.add(new Recurrence(probed, outcome, last.map(Newest::at)));
                    }
                }
            }
            if (state.container()
                    .filter(c -> c.health().status() != HealthStatus.NONE)
                    .isPresent()) {
                recurrences.add(new Recurrence());
            }
        }

        void goOn() {
            while (!finished && judged < MAX_EVENTS) {
                Optional<Recurrence> due = recurrences.stream()
                        .filter(Recurrence::tells)
                        .min((one, other) -> one.next.compareTo(other.next));
                Optional<Instant> next = Stream.of(due.map(it -> it.next), wakeAt, nextHoldEnd())
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo)
                        .filter(at -> !at.isAfter(end));
                if (next.isEmpty()) {
                    return;
                }
                now = next.get();
                if (due.isPresent() && due.get().next.equals(now)) {
                    due.get().notifyOnce();
                } else if (nextHoldEnd().filter(now::equals).isPresent()) {
                    endHolds();
                } else {
                    judge(new Event.Woken());
                }
            }
        }

        void judge(Event event) {
            judged++;
            TargetState before = state;
            Verdict verdict = Judge.judge(watch, before, event, now);
            state = verdict.state();
            wakeAt = verdict.wakeAt();
            note(before, verdict.decisions());
            boolean changed = before.phase() != state.phase()
                    || before.reason() != state.reason()
                    || !before.ledger().equals(state.ledger());
            if (changed || !(event instanceof Event.Probed || event instanceof Event.Observed)) {
                recurrences.forEach(Recurrence::beginAgain);
            }
        }

        private void note(TargetState before, List<Decision> decisions) {
            for (Decision decision : decisions) {
                if (decision instanceof Decision.OpenIncident(Incident incident)) {
                    steps.add(new Step.Opens(now, incident.failure()));
                } else if (decision instanceof Decision.Act(Intent intent)) {
                    last(new Step.Acts(now, intent.action(), intent.attempt(), state.failure()));
                } else if (decision instanceof Decision.FinishIntent(Intent intent)) {
                    last(new Step.Settles(now, intent.action()));
                } else if (decision instanceof Decision.CloseIncident(Incident incident)) {
                    last(new Step.Closes(now, incident.outcome().orElse(state.reason())));
                }
            }
            if (before.phase() != Phase.QUARANTINED && state.phase() == Phase.QUARANTINED) {
                Optional<Instant> until = state.ledger().quarantine().map(PersistentState.Quarantine::until);
                last(new Step.GivesUp(now, state.reason(), until, state.failure()));
            }
        }

        private void last(Step step) {
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
            List<Hold> left = held.holds().stream()
                    .filter(hold ->
                            hold.until().filter(until -> !until.isAfter(now)).isEmpty())
                    .toList();
            judge(new Event.CircumstancesChanged(
                    new TargetContext(left, held.muted(), held.parents(), held.networkSince(), held.children())));
        }

        private Outcome asItsStreakSays(Check check) {
            Streak streak = state.streaks().getOrDefault(check.name(), Streak.NONE);
            return streak.failures() > 0
                    ? Outcome.unhealthy(streak.cause().orElse(Cause.TIMED_OUT), streak.detail(), Duration.ZERO)
                    : Outcome.healthy(Duration.ZERO);
        }

        /**
         * Tells the judge the same at each interval, as the prober does, or the look at a HEALTHCHECK. Falls silent once it
         * has been told more often than the judge remembers: from then on only time can change something, and for that the
         * judge has asked to be woken.
         */
        private final class Recurrence {

            private final Optional<Check.Probed> check;
            private final Outcome outcome;
            private final int memory;
            private Instant next;
            private int notified;

            Recurrence(Check.Probed check, Outcome outcome, Optional<Instant> last) {
                this.check = Optional.of(check);
                this.outcome = outcome;
                int counted =
                        Math.max(check.thresholds().window(), check.thresholds().success());
                this.memory = 2 + Math.max(counted, watch.policy().flapping().changes());
                // Whoever asked may have used another clock: it is never later than one interval from now.
                Instant latest = now.plus(interval());
                Instant due = last.map(at -> at.plus(interval()))
                        .filter(latest::isAfter)
                        .orElse(latest);
                this.next = due.isAfter(now) ? due : now;
            }

            Recurrence() {
                this.check = Optional.empty();
                this.outcome = Outcome.healthy(Duration.ZERO);
                this.memory = 2 + watch.policy().flapping().changes();
                this.next = now.plus(LOOK);
            }

            boolean tells() {
                boolean isAsked = check.isEmpty()
                        || (state.container().isPresent()
                                && state.container().get().status() == ContainerStatus.RUNNING
                                && state.ledger().intent().isEmpty());
                return notified < memory && isAsked && state.engineReachable();
            }

            void notifyOnce() {
                notified++;
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

            /** In step with its interval, as if it had told all the time. */
            void beginAgain() {
                notified = 0;
                if (next.isBefore(now)) {
                    long missed = Duration.between(next, now).dividedBy(interval()) + 1;
                    next = next.plus(interval().multipliedBy(missed));
                }
            }

            private Duration interval() {
                if (check.isEmpty()) {
                    return LOOK;
                }
                Duration usual = check.get().schedule().interval();
                Duration early = check.get().schedule().startInterval();
                return state.phase() == Phase.STARTING && early.compareTo(usual) < 0 ? early : usual;
            }
        }
    }
}
