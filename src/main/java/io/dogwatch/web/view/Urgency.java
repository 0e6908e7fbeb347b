package io.dogwatch.web.view;

import io.dogwatch.judge.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Sort order of targets: problems first, healthy targets last. */
public final class Urgency {

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

    private static final List<String> FLEETING = List.of("suspect", "starting", "restarting");

    private static final List<String> CHIPS = Stream.concat(
                    WORST_FIRST.stream().filter(phase -> !FLEETING.contains(phase)), FLEETING.stream())
            .toList();

    /** Transient reasons, which need no attention. */
    private static final List<String> TRANSIENT = List.of(
            Reason.BELOW_THRESHOLD.wireName(), Reason.ENGINE_WILL_RESTART.wireName(), Reason.BEING_STOPPED.wireName());

    /** Worst first, then by host and name. */
    public static final Comparator<TargetReport> ORDER = Comparator.comparingInt(Urgency::rank)
            .thenComparing(TargetReport::host)
            .thenComparing(TargetReport::name);

    private Urgency() {}

    /** Returns the phases, worst first. */
    public static List<String> phases() {
        return WORST_FIRST;
    }

    /** Returns the display order of the phase counts: transient phases last to avoid layout shifts. */
    public static List<String> chips() {
        return CHIPS;
    }

    /** Returns whether the target needs attention. */
    public static boolean isTrouble(TargetReport target) {
        boolean isCertain = !target.phase().equals("suspect") || !TRANSIENT.contains(target.reason());
        return (isFailing(target) && isCertain) || !target.labelFaults().isEmpty();
    }

    /** Returns whether the container itself has failed or may have failed. */
    static boolean isFailing(TargetReport target) {
        return rank(target) <= WORST_FIRST.indexOf("suspect");
    }

    /** Returns the rank of a phase; lower is more urgent. */
    public static int rank(TargetReport target) {
        return WORST_FIRST.indexOf(target.phase());
    }
}
