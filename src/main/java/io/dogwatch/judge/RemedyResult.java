package io.dogwatch.judge;

import io.dogwatch.target.Incarnation;

/** How a remedy ended. */
public sealed interface RemedyResult {

    /** The container lives a new incarnation. */
    record Restarted(Incarnation incarnation) implements RemedyResult {}

    /** Nothing was done: before the call it was seen that the container had changed or a person had intervened. */
    record Superseded(String why) implements RemedyResult {}

    /** The engine refused, or the container is certainly still the old incarnation. A further attempt may be decided. */
    record Failed(String why) implements RemedyResult {}

    /** The engine could not be asked, so nobody knows. The intent stays open until it can. */
    record Undetermined(String why) implements RemedyResult {}
}
