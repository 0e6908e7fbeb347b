package io.dogwatch.replay.story;

import io.dogwatch.judge.Parent;
import io.dogwatch.judge.Reason;
import io.dogwatch.target.ContainerSnapshot.HealthStatus;
import io.dogwatch.target.Outcome;
import java.time.Duration;

/** What can happen in a story. */
sealed interface Deed {

    /** The container is seen to run: for an hour already, or since now. */
    record Running(boolean sinceLong) implements Deed {}

    record Dies(int exitCode, boolean outOfMemory) implements Deed {}

    record Probed(String check, Outcome outcome) implements Deed {}

    record DockerSays(HealthStatus status) implements Deed {}

    record Person(Act act) implements Deed {}

    enum Act {
        STOPS,
        KILLS,
        PAUSES,
        UNPAUSES,
        STARTS,
        RESTARTS,
        REMOVES,
        RECREATES,
        ASKS,
        RELEASES
    }

    /** From now on the engine answers this remedy like that. */
    record Answers(Remedy remedy, Answer answer, Duration after) implements Deed {}

    enum Remedy {
        RESTART,
        KILL
    }

    enum Answer {
        WORKS,
        HANGS,
        FAILS
    }

    record EngineLost() implements Deed {}

    record EngineBack() implements Deed {}

    /** The engine's own restart policy starts the container again, after a crash. */
    record EngineRestarts() implements Deed {}

    record ParentIs(String name, Parent.Standing standing) implements Deed {}

    /** The container whose network it shares is started anew. */
    record NetworkRestarted() implements Deed {}

    record Held(Reason reason, boolean on) implements Deed {}

    record Muted(boolean on) implements Deed {}

    /** Dogwatch is killed and starts again. */
    record DogwatchRestarts() implements Deed {}
}
