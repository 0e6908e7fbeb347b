package io.dogwatch.supervise;

import io.dogwatch.docker.EngineEvent;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.RemedyResult;
import java.time.Instant;

/** What can lie in a target's mailbox. */
sealed interface Message {

    /** Ask the engine how the container is, and judge the answer. */
    record Look() implements Message {}

    /** The engine has told of something. */
    record Happened(EngineEvent event) implements Message {}

    /** Something to be judged as it is. */
    record Judge(Event event) implements Message {}

    /** The world around the target may have changed; the newest is read before any message is judged. */
    record LookAround() implements Message {}

    /** A remedy has ended: look first, so that it is judged by what is there now. */
    record RemedyEnded(String intentId, RemedyResult result, Instant began) implements Message {}

    /** The loop is to end. */
    record Stop() implements Message {}
}
