package io.dogwatch.journal;

import io.dogwatch.judge.Event;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Encodes events by run length: a healthy container that is probed for a week is one run. Runs of several checks
 * continue in parallel; inspects of the container are one run until another event happens to it. Not thread-safe.
 */
final class HistoryRuns {

    private final Map<TargetId, Open> open = new HashMap<>();
    private final List<HistoryRun> closed = new ArrayList<>();
    private long begun;

    /** The runs of a target that may still grow. */
    private static final class Open {
        private final Map<String, HistoryRun> probes = new HashMap<>();
        private Optional<HistoryRun> level = Optional.empty();
    }

    void take(TargetId target, Event event, Instant at) {
        Open runs = open.computeIfAbsent(target, id -> begin(id, at));
        CanonicalEvent distilled = CanonicalEvent.of(event);
        if (event instanceof Event.Probed probed) {
            HistoryRun run = runs.probes.get(probed.check());
            if (run == null || !run.takes(distilled, at)) {
                Optional.ofNullable(runs.probes.put(probed.check(), run(target, distilled, at)))
                        .ifPresent(closed::add);
            }
        } else if (runs.level.isEmpty() || !runs.level.get().takes(distilled, at)) {
            // What is spread evenly over a run must not slip over what happened in its midst.
            close(runs);
            runs.level = Optional.of(run(target, distilled, at));
        }
    }

    private Open begin(TargetId target, Instant at) {
        closed.add(new HistoryRun(++begun, target, new HistoryEvent.Began(), new Object(), false, at));
        return new Open();
    }

    private HistoryRun run(TargetId target, CanonicalEvent distilled, Instant at) {
        return new HistoryRun(
                ++begun,
                target,
                new HistoryEvent.Told(distilled.event()),
                distilled.sameness(),
                distilled.steady(),
                at);
    }

    /** Something about this target was not recorded: what comes next is not the same run. */
    void lost(TargetId target, int count, Instant at) {
        Open runs = open.computeIfAbsent(target, id -> begin(id, at));
        close(runs);
        closed.add(new HistoryRun(++begun, target, new HistoryEvent.Gap(count), new Object(), false, at));
    }

    private void close(Open runs) {
        closed.addAll(runs.probes.values());
        runs.probes.clear();
        runs.level.ifPresent(closed::add);
        runs.level = Optional.empty();
    }

    /** Removes targets without an event since that time that no longer exist. */
    void forgetGone(Instant before) {
        open.values().removeIf(runs -> {
            boolean gone = runs.level
                    .map(HistoryRun::entry)
                    .filter(entry -> entry.lastAt().isBefore(before))
                    .filter(entry -> entry.what().equals(new HistoryEvent.Told(new Event.Observed(Optional.empty()))))
                    .isPresent();
            if (gone) {
                close(runs);
            }
            return gone;
        });
    }

    /**
     * Returns the changes that are not yet stored, in their order of beginning.
     *
     * @param grown whether to include stored runs that have only grown
     */
    List<HistoryRun> unsaved(boolean grown) {
        List<HistoryRun> unsaved = new ArrayList<>(closed);
        for (Open runs : open.values()) {
            addUnsaved(unsaved, runs.probes.values(), grown);
            addUnsaved(unsaved, runs.level.stream().toList(), grown);
        }
        unsaved.sort(Comparator.comparingLong(HistoryRun::number));
        return unsaved;
    }

    private static void addUnsaved(List<HistoryRun> unsaved, Collection<HistoryRun> runs, boolean grown) {
        for (HistoryRun run : runs) {
            if (run.isDirty() && (grown || run.row() == 0)) {
                unsaved.add(run);
            }
        }
    }

    /** The store has what was unsaved. */
    void forgetSaved() {
        closed.removeIf(run -> !run.isDirty());
    }

    /** How many runs wait for the store that will not grow any more. */
    int waiting() {
        return closed.size();
    }

    /** Gives up what waits for the store, and marks the gaps. */
    void giveUpWaiting(Instant at) {
        Map<TargetId, Integer> lost = new HashMap<>();
        closed.forEach(run -> lost.merge(run.entry().target(), run.entry().times(), Integer::sum));
        closed.clear();
        lost.forEach((target, count) -> lost(target, count, at));
    }
}
