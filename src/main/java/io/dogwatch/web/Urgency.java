package io.dogwatch.web;

import java.util.Comparator;
import java.util.List;

/** In which order targets are shown: what needs a person first, what is well last. */
final class Urgency {

    private static final List<String> WORST_FIRST = List.of(
            "quarantined",
            "missing",
            "failing",
            "backing-off",
            "restarting",
            "suspect",
            "unknown",
            "starting",
            "paused",
            "stopped",
            "healthy");

    static final Comparator<TargetReport> ORDER = Comparator.comparingInt(Urgency::rank)
            .thenComparing(TargetReport::host)
            .thenComparing(TargetReport::name);

    private Urgency() {}

    static List<String> phases() {
        return WORST_FIRST;
    }

    /** Whether the target is shown among what is in trouble. */
    static boolean isTrouble(TargetReport target) {
        return isFailing(target) || !target.labelFaults().isEmpty();
    }

    /** Whether something is wrong with the container itself, or may be. */
    static boolean isFailing(TargetReport target) {
        return rank(target) <= WORST_FIRST.indexOf("suspect");
    }

    /** How urgent a phase is; the least number first. */
    static int rank(TargetReport target) {
        return WORST_FIRST.indexOf(target.phase());
    }
}
