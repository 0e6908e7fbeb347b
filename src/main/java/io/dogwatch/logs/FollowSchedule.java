package io.dogwatch.logs;

import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;

/** What a follow has to do next, and when. Not thread-safe: its course guards it. */
final class FollowSchedule {

    private static final Duration BETWEEN_PROOFS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);

    private enum Stage {
        /** Nothing to follow until somebody says that it runs. */
        IDLE,
        /** The log driver keeps nothing; nothing to do until the next life. */
        UNREADABLE,
        /** To be opened at the next try. */
        WAITING,
        OPENING,
        OPEN,
        /** Ended; whether the container has ended too is to be asked. */
        ENDED
    }

    enum Step {
        NONE,
        OPEN,
        ASK_WHETHER_IT_RUNS,
        PROVE,
        REMEMBER
    }

    private final TargetId target;
    private Stage stage = Stage.IDLE;
    private Instant nextTry = Instant.EPOCH;
    private Instant nextCheck = Instant.MAX;
    private Instant lastAsked = Instant.EPOCH;
    private Instant nextWrite = Instant.EPOCH;
    private int attempt;
    private boolean dirty;

    FollowSchedule(TargetId target) {
        this.target = target;
    }

    Step due(Instant now) {
        if (stage == Stage.WAITING && !now.isBefore(nextTry)) {
            return Step.OPEN;
        }
        if (stage == Stage.ENDED && !now.isBefore(nextTry)) {
            return Step.ASK_WHETHER_IT_RUNS;
        }
        if (stage == Stage.OPEN && !now.isBefore(nextCheck)) {
            return Step.PROVE;
        }
        return dirty && !now.isBefore(nextWrite) ? Step.REMEMBER : Step.NONE;
    }

    boolean isIdle() {
        return stage == Stage.IDLE;
    }

    boolean isOpen() {
        return stage == Stage.OPEN;
    }

    void openAt(Instant at) {
        stage = Stage.WAITING;
        nextTry = at;
    }

    void opening() {
        stage = Stage.OPENING;
    }

    /** It is asked for its newest line at once. Not if it was given up meanwhile. */
    void opened(Instant now) {
        if (stage == Stage.OPENING) {
            stage = Stage.OPEN;
            nextCheck = now;
        }
    }

    /** Waits before it is asked whether the container has ended too: a restart takes about 0.3 s. */
    void ended(Instant now) {
        stage = Stage.ENDED;
        nextTry = afterPause(now);
    }

    void idle() {
        stage = Stage.IDLE;
    }

    void unreadable() {
        stage = Stage.UNREADABLE;
    }

    /** What is open stays open, what is not is tried again later. */
    void troubled(Instant now) {
        Instant later = afterPause(now);
        if (stage == Stage.OPENING) {
            stage = Stage.WAITING;
        }
        nextTry = later;
        nextCheck = later;
        lastAsked = later;
    }

    private Instant afterPause(Instant now) {
        return now.plus(ReopenBackoff.before(target, attempt++));
    }

    /** Pauses are short again. */
    void goesWell() {
        attempt = 0;
    }

    /** The proof is asked for now, and again at the given time. */
    void asking(Instant now, Instant nextTime) {
        lastAsked = now;
        nextCheck = nextTime;
    }

    void proveAt(Instant at) {
        nextCheck = at;
    }

    /** As soon as may be asked again. */
    void proveSoon() {
        Instant proof = lastAsked.plus(BETWEEN_PROOFS);
        nextCheck = proof.isBefore(nextCheck) ? proof : nextCheck;
    }

    /** More is known than was written down. */
    void haveToRemember() {
        dirty = true;
    }

    void remembered(Instant now) {
        dirty = false;
        nextWrite = now.plus(BETWEEN_WRITES);
    }
}
