package io.dogwatch.supervise;

import io.dogwatch.docker.EngineEvent;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Event;
import java.time.Instant;
import java.util.Optional;

/** A message in a target's event queue. */
sealed interface TargetMessage {

    /** Inspect the container and judge its state. */
    record Inspect() implements TargetMessage {}

    /** The engine has sent an event. */
    record EngineSignal(EngineEvent event) implements TargetMessage {

        /** Returns the information of the event itself, without an inspection: how an incarnation was ended. */
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

        /** Returns whether the container's state may have changed. */
        boolean requiresInspection() {
            return !event.action().equals("kill") && !event.action().equals("stop");
        }
    }

    /** Judge this event. */
    record Judge(Event event) implements TargetMessage {}

    /** The context may have changed; it is refreshed before any message is judged. */
    record RefreshContext() implements TargetMessage {}

    /** An action has ended; inspect first, to judge the result by the current state. */
    record ActionEnded(String intentId, ActionResult result, Instant began) implements TargetMessage {}

    /** End the loop. */
    record Stop() implements TargetMessage {}
}
