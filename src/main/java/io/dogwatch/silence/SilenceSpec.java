package io.dogwatch.silence;

/**
 * An order of a user: leave the selected targets alone at that time.
 *
 * @param holdsRestarts whether restarts are held; otherwise it only mutes
 * @param pausesWatching whether watching is paused: no probes, no judgement; implies the two others
 * @param mutesNotifications whether notifications are muted; at least one of the two is true
 * @param createdBy the user, one line
 * @param comment one line; may be empty
 */
public record SilenceSpec(
        Scope scope,
        SilenceSchedule when,
        boolean holdsRestarts,
        boolean mutesNotifications,
        boolean pausesWatching,
        String createdBy,
        String comment) {

    /** The word people use for it. */
    public String word() {
        if (pausesWatching) {
            return "pause";
        }
        return holdsRestarts ? "maintenance" : "silence";
    }

    /** Such as {@code maintenance by ops: new kernel}. */
    String line() {
        return (pausesWatching ? "watching paused" : word()) + " by " + createdBy
                + (comment.isEmpty() ? "" : ": " + comment);
    }
}
