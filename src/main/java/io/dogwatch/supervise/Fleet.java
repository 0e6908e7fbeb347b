package io.dogwatch.supervise;

import io.dogwatch.containerstats.ContainerStats;
import io.dogwatch.docker.Engine;
import io.dogwatch.judge.Event;
import io.dogwatch.logs.MarkedLine;
import io.dogwatch.model.TargetId;
import io.dogwatch.suggest.Suggestion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All that is watched, to look at, and what a person may ask of it. Looking is cheap: it reads the newest state of each loop
 * and stops nothing.
 */
public interface Fleet {

    /** Sorted by target. */
    List<TargetView> targets();

    Optional<TargetView> target(TargetId id);

    List<HostView> hosts();

    /** How the supervision of each host goes. */
    List<HostVitals> vitals();

    /**
     * How the port of each probed check is reached; empty for a target that is unknown or has no container. For a container
     * that shares another one's network the engine is asked, so this can take as long as a call to it.
     */
    List<AddressView> addresses(TargetId id);

    /**
     * Which checks would suit the target's ports, found by asking its ports now: takes up to 13 s. Empty for
     * a target that is unknown or does not run.
     */
    List<Suggestion> suggestions(TargetId id);

    /**
     * The newest lines of its container's log, oldest first, with the markers of its log checks; none without a container. Asks
     * the engine, for 3 s at most.
     *
     * @param lines at most so many
     * @param maxBytes of text at most
     * @throws io.dogwatch.docker.EngineException if the engine cannot be asked, or does not keep this log
     */
    default List<MarkedLine> log(TargetId id, int lines, int maxBytes) {
        return List.of();
    }

    /**
     * Follows its container's log by a stream of its own, until that is closed, cut, or the container ends; empty for a target
     * that is unknown or has no container. As {@link Engine#followLog}.
     *
     * @param since lines stamped so or later; empty for any
     * @param tail at most this many of the lines already there; negative for all
     * @throws io.dogwatch.docker.EngineException as {@link #log}
     */
    default Optional<Engine.Subscription> followLog(
            TargetId id, Optional<Instant> since, int tail, Consumer<MarkedLine> onLine, Consumer<String> onEnd) {
        return Optional.empty();
    }

    /** How each probed check of a target went, by its name; a check that was never asked is left out. Cheap. */
    default Map<String, OutcomeHistoryView> trails(TargetId id) {
        return Map.of();
    }

    /**
     * Looks into the target's container now: what listens, what it uses, how its log stands. Takes some milliseconds and asks
     * nothing of the engine. Empty for a target that is unknown or has no container.
     */
    Optional<ContainerStats> glimpse(TargetId id);

    /**
     * Takes a person's request to the target's loop, which grants or refuses it by the rules of the judge. The request is in
     * the journal when this returns; what becomes of it shows in the target's history.
     *
     * @param by who asks, for the record
     * @param why in the person's words; may be empty
     * @return false if there is no such target: nothing is noted then
     * @throws io.dogwatch.journal.StoreException if the request cannot be noted: it is not made then
     */
    boolean request(TargetId target, Event.Request request, String by, String why);

    /** @param listener told from now on of what is new */
    void listen(FleetListener listener);
}
