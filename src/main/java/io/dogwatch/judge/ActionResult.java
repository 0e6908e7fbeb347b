package io.dogwatch.judge;

import io.dogwatch.model.Incarnation;

/** How a remedy ended. */
public sealed interface ActionResult {

    /** The container lives a new incarnation. */
    record Restarted(Incarnation incarnation) implements ActionResult {}

    /** The container was stopped, as it should be. */
    record Stopped(Incarnation incarnation) implements ActionResult {}

    /**
     * The engine has been asked to restart it and has not managed to within the policy's patience; the old incarnation still
     * runs. Killing it is the next rung.
     */
    record Hung(String why) implements ActionResult {}

    /** Nothing was done: before the call it was seen that the container had changed or a person had intervened. */
    record Superseded(String why) implements ActionResult {}

    /** The engine refused, or the container is certainly still the old incarnation. A further attempt may be decided. */
    record Failed(String why) implements ActionResult {}

    /** The engine could not be asked, so nobody knows. The intent stays open until it can. */
    record Undetermined(String why) implements ActionResult {}
}
