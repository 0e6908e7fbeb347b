package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Tells the judge what happens, moment by moment; time stands still until {@link #at} moves it. What was decided last is
 * in {@link #decided}.
 */
final class Story {

    static final Instant ZERO = Instant.parse("2026-03-01T03:00:00Z");

    Watch watch;
    TargetState state;
    Instant now = ZERO;
    final List<Decision> everything = new ArrayList<>();
    private Verdict last;

    private Story(Watch watch, TargetState state) {
        this.watch = watch;
        this.state = state;
        this.last = new Verdict(state, List.of(), Optional.empty());
    }

    /** Dogwatch begins, remembering nothing. */
    static Story of(Watch watch) {
        return new Story(watch, TargetState.initial(PersistentState.EMPTY, ZERO));
    }

    /** Dogwatch begins, and sees the container that has been running for an hour. */
    static Story running(Watch watch) {
        return of(watch).sees(lively());
    }

    /** The container that has been running since an hour before the story. */
    static Sketch lively() {
        return Sketch.running(ZERO.minusSeconds(3600));
    }

    /** That much after the beginning, such as {@code 90s}, {@code 5m} or {@code 1h10m}. */
    static Instant time(String at) {
        return ZERO.plus(Duration.parse("PT" + at.toUpperCase(Locale.ROOT)));
    }

    Story at(String at) {
        Instant then = time(at);
        if (then.isBefore(now)) {
            throw new IllegalArgumentException(at + " is past");
        }
        now = then;
        return this;
    }

    Story sees(Sketch container) {
        return judge(new Event.Observed(Optional.of(container.snapshot())));
    }

    Story sees(Sketch container, ContainerSnapshot.Health health) {
        return judge(new Event.Observed(Optional.of(container.snapshot(health))));
    }

    Story seesNothing() {
        return judge(new Event.Observed(Optional.empty()));
    }

    Story passes(String check) {
        return probed(check, life(), Outcome.healthy(Duration.ofMillis(3)));
    }

    Story fails(String check) {
        return probed(check, life(), Outcome.unhealthy(Cause.UNEXPECTED_STATUS, "500", Duration.ofMillis(3)));
    }

    Story fails(String check, int times) {
        for (int i = 0; i < times; i++) {
            fails(check);
        }
        return this;
    }

    Story cannotTell(String check) {
        return probed(check, life(), Outcome.inconclusive(Cause.NO_ADDRESS, "no address"));
    }

    Story probed(String check, Incarnation life, Outcome outcome) {
        return judge(new Event.Probed(check, life, outcome));
    }

    /** A signal sent through the engine at this moment. */
    Story signal(int signal) {
        return judge(new Event.Signalled(Sketch.ID, signal, now));
    }

    Story stopConfirmed() {
        return judge(new Event.StopConfirmed(Sketch.ID, now));
    }

    Story died(int exitCode) {
        return judge(new Event.Died(Sketch.ID, exitCode, now));
    }

    /** The engine saw it die, and a look shows it dead: what a crash looks like. */
    Story crashes(int exitCode) {
        return died(exitCode).sees(current().exited(exitCode));
    }

    Story engineLost() {
        return judge(new Event.EngineLost());
    }

    Story woken() {
        return judge(new Event.Woken());
    }

    Story called() {
        return judge(new Event.RestartCalled(intent().id()));
    }

    /** The restart that was decided is called and works; the new life begins now. */
    Story restartWorks() {
        called();
        Sketch next = current().restarted(now);
        return sees(next).ends(new ActionResult.Restarted(next.life()));
    }

    Story restartFails() {
        return called().ends(new ActionResult.Failed("the engine did not restart it"));
    }

    Story ends(ActionResult result) {
        return judge(new Event.ActionEnded(intent().id(), result));
    }

    /** The restart that was decided is called, and does not come to its end. */
    Story restartHangs() {
        return called().ends(new ActionResult.Hung("it still runs"));
    }

    /** The world around it changes to this. */
    Story surround(UnaryOperator<Around> change) {
        around = change.apply(around);
        return judge(new Event.ContextChanged(around.circumstances()));
    }

    Story asksForRestart() {
        return judge(new Event.Requested(Event.Request.RESTART, "ann", ""));
    }

    Story asksForRelease() {
        return judge(new Event.Requested(Event.Request.RELEASE, "ann", ""));
    }

    /** It crashes, and the engine's own policy starts it again at once. */
    Story crashesAndEngineStartsIt() {
        Sketch now = current();
        int next = now.engineRestartCount() + 1;
        died(1).sees(now.status(ContainerStatus.RESTARTING));
        return sees(now.restarted(this.now.plusMillis(next)).engineRestartCount(next));
    }

    /** The last refusal's reason. */
    Reason refused() {
        return decided().stream()
                .filter(Decision.Refuse.class::isInstance)
                .map(refuse -> ((Decision.Refuse) refuse).reason())
                .findFirst()
                .orElseThrow();
    }

    /** What was done, in order. */
    List<Action> actions() {
        return everything.stream()
                .filter(Decision.Act.class::isInstance)
                .map(act -> ((Decision.Act) act).intent().action())
                .toList();
    }

    /** Dogwatch is killed and starts again with nothing but its journal. */
    Story dogwatchRestarts() {
        state = TargetState.initial(state.ledger(), now);
        current = Optional.empty();
        return this;
    }

    Story watch(Watch other) {
        watch = other;
        return this;
    }

    private Optional<Sketch> current = Optional.empty();
    private Around around = Around.NOTHING;

    Sketch current() {
        return current.orElseGet(Story::lively);
    }

    private Incarnation life() {
        return state.container().flatMap(c -> c.incarnation()).orElseThrow();
    }

    Story judge(Event event) {
        if (event instanceof Event.Observed(Optional<io.dogwatch.model.ContainerSnapshot> seen)) {
            current = seen.map(c -> new Sketch(
                    c.id(),
                    c.status(),
                    c.startedAt(),
                    c.exitCode(),
                    c.oomKilled(),
                    c.health().status(),
                    c.restartPolicy().name(),
                    c.engineRestartCount(),
                    c.stopSignal()));
        }
        last = Judge.judge(watch, state, event, now);
        state = last.state();
        everything.addAll(last.decisions());
        return this;
    }

    Phase phase() {
        return state.phase();
    }

    Reason reason() {
        return state.reason();
    }

    Optional<Instant> wakeAt() {
        return last.wakeAt();
    }

    /** What the last event led to. */
    List<Decision> decided() {
        return last.decisions();
    }

    /** What the last event led to, by the names of the decisions. */
    List<String> words() {
        return last.decisions().stream().map(Story::word).toList();
    }

    private static String word(Decision decision) {
        String name = decision.getClass().getSimpleName();
        return decision instanceof Decision.Notify tell
                ? name + " " + tell.notice().kind()
                : name;
    }

    Intent intent() {
        return state.ledger().intent().orElseThrow();
    }

    long restarts() {
        return everything.stream().filter(Decision.Act.class::isInstance).count();
    }

    List<Notice> notices() {
        return everything.stream()
                .filter(Decision.Notify.class::isInstance)
                .map(tell -> ((Decision.Notify) tell).notice())
                .toList();
    }

    List<Notice.Kind> told() {
        return notices().stream().map(Notice::kind).toList();
    }
}
