package io.dogwatch.supervise;

import io.dogwatch.docker.EngineEvent;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Event;
import java.time.Instant;
import java.util.Optional;

/** What can lie in a target's mailbox. */
sealed interface TargetMessage {

    /** Ask the engine how the container is, and judge the answer. */
    record Inspect() implements TargetMessage {}

    /** The engine has told of something. */
    record EngineSignal(EngineEvent event) implements TargetMessage {

        /** What it says by itself, without a look at the container: how a life was ended. */
        Optional<Event> signal() {
            return switch (event.action()) {
                case "kill" ->
                    Optional.of(new Event.Signalled(
                            event.containerId(), event.signal().orElse(0), event.at()));
                case "stop" -> Optional.of(new Event.StopConfirmed(event.containerId(), event.at()));
                case "die" ->
                    Optional.of(
                            new Event.Died(event.containerId(), event.exitCode().orElse(-1), event.at()));
                default -> Optional.empty();
            };
        }

        /** Whether the container may be in another state than before. */
        boolean wantsInspect() {
            return !event.action().equals("kill") && !event.action().equals("stop");
        }
    }

    /** Something to be judged as it is. */
    record Judge(Event event) implements TargetMessage {}

    /** The world around the target may have changed; the newest is read before any message is judged. */
    record RefreshContext() implements TargetMessage {}

    /** A remedy has ended: look first, so that it is judged by what is there now. */
    record RemedyEnded(String intentId, ActionResult result, Instant began) implements TargetMessage {}

    /** The loop is to end. */
    record Stop() implements TargetMessage {}
}
