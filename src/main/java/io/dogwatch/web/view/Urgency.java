package io.dogwatch.web.view;

import io.dogwatch.judge.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** In which order targets are shown: what needs a person first, what is well last. */
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

    /** What passes or becomes certain by itself in a moment: people are not bothered with it. */
    private static final List<String> NOT_CERTAIN_YET = List.of(
            Reason.BELOW_THRESHOLD.wireName(), Reason.ENGINE_WILL_RESTART.wireName(), Reason.BEING_STOPPED.wireName());

    /** The worst first; what is as bad, by host and name. */
    public static final Comparator<TargetReport> ORDER = Comparator.comparingInt(Urgency::rank)
            .thenComparing(TargetReport::host)
            .thenComparing(TargetReport::name);

    private Urgency() {}

    /** Their words, the worst first. */
    public static List<String> phases() {
        return WORST_FIRST;
    }

    /** In which order phases are counted: what comes and goes by itself is last, so that it moves nothing. */
    public static List<String> chips() {
        return CHIPS;
    }

    /** Whether the target is shown among what is in trouble. */
    public static boolean isTrouble(TargetReport target) {
        boolean isCertain = !target.phase().equals("suspect") || !NOT_CERTAIN_YET.contains(target.reason());
        return (isFailing(target) && isCertain) || !target.labelFaults().isEmpty();
    }

    /** Whether something is wrong with the container itself, or may be. */
    static boolean isFailing(TargetReport target) {
        return rank(target) <= WORST_FIRST.indexOf("suspect");
    }

    /** How urgent a phase is; the least number first. */
    public static int rank(TargetReport target) {
        return WORST_FIRST.indexOf(target.phase());
    }
}
