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
 * Read access to all watched targets, and manual requests. Reads are cheap: they return the latest state of each loop
 * without blocking it.
 */
public interface Fleet {

    /** Returns all targets, sorted. */
    List<TargetView> targets();

    Optional<TargetView> target(TargetId id);

    List<HostView> hosts();

    /** Returns the health of each host's supervision. */
    List<HostVitals> vitals();

    /**
     * Returns how the port of each probed check is reached; empty if the target is unknown or has no container. Queries
     * the engine for a container that shares another container's network, and may take as long as an engine call.
     */
    List<AddressView> addresses(TargetId id);

    /**
     * Suggests checks by probing the target's ports now; takes up to 13 s. Empty if the target is unknown or not
     * running.
     */
    List<Suggestion> suggestions(TargetId id);

    /**
     * Returns the latest lines of the container's log, oldest first, with the markers of its log checks; empty without
     * a container. Queries the engine for at most 3 s.
     *
     * @param lines maximum number of lines
     * @param maxBytes maximum size of the text
     * @throws io.dogwatch.docker.EngineException if the engine is unreachable or does not keep this log
     */
    default List<MarkedLine> log(TargetId id, int lines, int maxBytes) {
        return List.of();
    }

    /**
     * Follows the container's log on a separate stream until it is closed or interrupted, or the container ends. Empty
     * if the target is unknown or has no container. See {@link Engine#followLog}.
     *
     * @param since minimum timestamp of the lines; empty for all
     * @param tail maximum number of existing lines; negative for all
     * @throws io.dogwatch.docker.EngineException see {@link #log}
     */
    default Optional<Engine.Subscription> followLog(
            TargetId id, Optional<Instant> since, int tail, Consumer<MarkedLine> onLine, Consumer<String> onEnd) {
        return Optional.empty();
    }

    /** Returns the outcome history of each probed check by name, without checks never probed. Cheap. */
    default Map<String, OutcomeHistoryView> outcomeHistories(TargetId id) {
        return Map.of();
    }

    /**
     * Inspects the target's container now: listening ports, resource usage, log size. Takes a few milliseconds without
     * an engine call. Empty if the target is unknown or has no container.
     */
    Optional<ContainerStats> containerStats(TargetId id);

    /**
     * Passes a manual request to the target's loop, where the judge grants or refuses it. The request is journaled
     * before this returns; its result appears in the target's history.
     *
     * @param by the requester, for the record
     * @param why comment of the requester; may be empty
     * @return false without a record if there is no such target
     * @throws io.dogwatch.journal.StoreException if the request cannot be recorded; it is not made then
     */
    boolean request(TargetId target, Event.Request request, String by, String why);

    /** @param listener notified of later changes */
    void listen(FleetListener listener);
}
