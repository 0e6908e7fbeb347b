package io.dogwatch.judge;

import io.dogwatch.model.Incarnation;

/** Result of an action on a container. */
public sealed interface ActionResult {

    /** The container runs in a new incarnation. */
    record Restarted(Incarnation incarnation) implements ActionResult {}

    /** The container was stopped as intended. */
    record Stopped(Incarnation incarnation) implements ActionResult {}

    /**
     * The engine accepted the restart but did not complete it within {@code restart.timeout}; the old incarnation still
     * runs. The next step is to kill it.
     */
    record Hung(String why) implements ActionResult {}

    /** No call was made, because the container had changed or a person had intervened just before it. */
    record Superseded(String why) implements ActionResult {}

    /**
     * The engine refused the call, or the container is known to be in its old incarnation. Another attempt may be
     * decided.
     */
    record Failed(String why) implements ActionResult {}

    /** The engine did not respond, so the result is unknown. The intent stays open until it does. */
    record Undetermined(String why) implements ActionResult {}
}
