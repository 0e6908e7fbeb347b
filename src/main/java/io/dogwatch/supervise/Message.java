package io.dogwatch.supervise;

import io.dogwatch.docker.EngineEvent;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.RemedyResult;
import java.time.Instant;
import java.util.Optional;

/** What can lie in a target's mailbox. */
sealed interface Message {

    /** Ask the engine how the container is, and judge the answer. */
    record Look() implements Message {}

    /** The engine has told of something. */
    record Happened(EngineEvent event) implements Message {

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
        boolean wantsLook() {
            return !event.action().equals("kill") && !event.action().equals("stop");
        }
    }

    /** Something to be judged as it is. */
    record Judge(Event event) implements Message {}

    /** The world around the target may have changed; the newest is read before any message is judged. */
    record LookAround() implements Message {}

    /** A remedy has ended: look first, so that it is judged by what is there now. */
    record RemedyEnded(String intentId, RemedyResult result, Instant began) implements Message {}

    /** The loop is to end. */
    record Stop() implements Message {}
}
