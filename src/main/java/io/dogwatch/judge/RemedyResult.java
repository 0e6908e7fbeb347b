package io.dogwatch.judge;

import io.dogwatch.target.Incarnation;

/** How a remedy ended. */
public sealed interface RemedyResult {

    /** The container lives a new incarnation. */
    record Restarted(Incarnation incarnation) implements RemedyResult {}

    /** The container was stopped, as it should be. */
    record Stopped(Incarnation incarnation) implements RemedyResult {}

    /**
     * The engine has been asked to restart it and has not managed to within the policy's patience; the old incarnation still
     * runs. Killing it is the next rung.
     */
    record Hung(String why) implements RemedyResult {}

    /** Nothing was done: before the call it was seen that the container had changed or a person had intervened. */
    record Superseded(String why) implements RemedyResult {}

    /** The engine refused, or the container is certainly still the old incarnation. A further attempt may be decided. */
    record Failed(String why) implements RemedyResult {}

    /** The engine could not be asked, so nobody knows. The intent stays open until it can. */
    record Undetermined(String why) implements RemedyResult {}
}
