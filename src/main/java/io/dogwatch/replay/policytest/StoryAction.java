package io.dogwatch.replay.policytest;

import io.dogwatch.judge.Reason;
import io.dogwatch.judge.ResolvedDependency;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.Outcome;
import java.time.Duration;

/** What can happen in a story. */
sealed interface StoryAction {

    /** The container is seen to run: for an hour already, or since now. */
    record Running(boolean sinceLong) implements StoryAction {}

    record Dies(int exitCode, boolean outOfMemory) implements StoryAction {}

    record Probed(String check, Outcome outcome) implements StoryAction {}

    record DockerSays(HealthStatus status) implements StoryAction {}

    record Person(Act act) implements StoryAction {}

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
    record Answers(Remedy remedy, Answer answer, Duration after) implements StoryAction {}

    enum Remedy {
        RESTART,
        KILL
    }

    enum Answer {
        WORKS,
        HANGS,
        FAILS
    }

    record EngineLost() implements StoryAction {}

    record EngineBack() implements StoryAction {}

    /** The engine's own restart policy starts the container again, after a crash. */
    record EngineRestarts() implements StoryAction {}

    record ParentIs(String name, ResolvedDependency.Status standing) implements StoryAction {}

    /** Recreates the container that provides the network. */
    record NetworkRestarted() implements StoryAction {}

    record Held(Reason reason, boolean on) implements StoryAction {}

    record Muted(boolean on) implements StoryAction {}

    /** Dogwatch is killed and starts again. */
    record DogwatchRestarts() implements StoryAction {}
}
