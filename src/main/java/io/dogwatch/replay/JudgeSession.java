package io.dogwatch.replay;

import io.dogwatch.judge.Event;
import io.dogwatch.judge.Judge;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.judge.TargetState;
import io.dogwatch.judge.Verdict;
import io.dogwatch.model.Watch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * One target under the judge, in simulated time advanced by {@link #passUntil} only. Wakes the judge at the times
 * of its verdicts, keeps an agenda of answers to decisions, and records all decisions. Not thread-safe.
 */
public final class JudgeSession {

    /** As the real loop, which wakes a moment late rather than too early. */
    private static final long WAKES_LATE_MILLIS = 1;

    private record Item(Instant at, int number, Runnable what) {}

    /** The phase, or the reason for it, became another. */
    private record Turn(Instant at, TargetState state) {}

    private final Watches watches;
    private final Consumer<TimedDecision> world;
    private final PriorityQueue<Item> agenda =
            new PriorityQueue<>(Comparator.comparing(Item::at).thenComparingInt(Item::number));
    private final List<TimedDecision> ruled = new ArrayList<>();
    private final List<Turn> course = new ArrayList<>();
    private int items;
    private Instant now;
    private Watch watch;
    private TargetState state;
    private Optional<Instant> wakeAt = Optional.empty();

    /**
     * @param world called with each decision immediately; it may add answers to the agenda, and must not call
     *     {@link #apply}
     */
    public JudgeSession(Watches watches, Instant begin, Consumer<TimedDecision> world) {
        this.watches = watches;
        this.world = world;
        this.now = begin;
        this.watch = watches.watchFor(Optional.empty());
        this.state = TargetState.initial(PersistentState.EMPTY, begin);
    }

    /** Schedules a task for this moment, or for now if the moment is past. */
    public void later(Instant at, Runnable what) {
        agenda.add(new Item(at, items++, what));
    }

    /** Advances time to this moment and runs all tasks due before it. */
    public void passUntil(Instant until) {
        while (true) {
            Instant wake = wakeAt.map(at -> at.plusMillis(WAKES_LATE_MILLIS)).orElse(Instant.MAX);
            Instant item = agenda.isEmpty() ? Instant.MAX : agenda.element().at();
            if (wake.isAfter(until) && item.isAfter(until)) {
                break;
            }
            if (item.isAfter(wake)) {
                moveTo(wake);
                wakeAt = Optional.empty();
                judge(new Event.Woken());
            } else {
                moveTo(item);
                agenda.remove().what().run();
            }
        }
        moveTo(until);
    }

    private void moveTo(Instant at) {
        now = at.isAfter(now) ? at : now;
    }

    /** Tells the judge of something that happens now. */
    public void apply(Event event) {
        if (event instanceof Event.Observed observed) {
            watch = watches.watchFor(observed.container());
        }
        judge(event);
    }

    private void judge(Event event) {
        Verdict verdict = Judge.judge(watch, state, event, now);
        boolean moved =
                verdict.state().phase() != state.phase() || verdict.state().reason() != state.reason();
        state = verdict.state();
        wakeAt = verdict.wakeAt();
        if (moved) {
            course.add(new Turn(now, state));
        }
        verdict.decisions().forEach(decision -> {
            TimedDecision one = new TimedDecision(now, decision, state);
            ruled.add(one);
            world.accept(one);
        });
    }

    /** Dogwatch is killed, and starts again with nothing but the ledger. */
    public void forgetAllButTheLedger() {
        state = TargetState.initial(state.ledger(), now);
        wakeAt = Optional.empty();
    }

    public Instant now() {
        return now;
    }

    public Watch watch() {
        return watch;
    }

    public TargetState state() {
        return state;
    }

    /** The state at that moment, after everything that happened until then. */
    public Optional<TargetState> stateAt(Instant at) {
        Optional<TargetState> last = Optional.empty();
        for (Turn turn : course) {
            if (!turn.at().isAfter(at)) {
                last = Optional.of(turn.state());
            }
        }
        return last;
    }

    /** All decisions in order. */
    public List<TimedDecision> ruled() {
        return List.copyOf(ruled);
    }
}
