package io.dogwatch.silence;

/**
 * What somebody has ordered: leave these alone at that time.
 *
 * @param holdsRestarts nothing is done to them; without this, it is a silence
 * @param pausesWatching nothing is probed and no outcome is judged; then both others hold, too
 * @param mutesNotifications nobody is told about them; true for at least one of the two
 * @param createdBy who asked for it, one line
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
