package io.dogwatch.hold;

/**
 * What somebody has ordered: leave these alone at that time.
 *
 * @param holdsRemedies nothing is done to them; without this, it is a silence
 * @param pausesWatching nothing is probed and no outcome is judged; then both others hold, too
 * @param mutesNotices nobody is told about them; true for at least one of the two
 * @param by who asked for it, one line
 * @param why one line; may be empty
 */
public record Order(
        Scope scope,
        When when,
        boolean holdsRemedies,
        boolean mutesNotices,
        boolean pausesWatching,
        String by,
        String why) {

    /** The word people use for it. */
    public String word() {
        if (pausesWatching) {
            return "pause";
        }
        return holdsRemedies ? "maintenance" : "silence";
    }

    /** Such as {@code maintenance by ops: new kernel}. */
    String line() {
        return (pausesWatching ? "watching paused" : word()) + " by " + by + (why.isEmpty() ? "" : ": " + why);
    }
}
