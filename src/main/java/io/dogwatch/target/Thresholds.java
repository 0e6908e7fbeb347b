package io.dogwatch.target;

/**
 * How many equal outcomes in a row it takes to believe them.
 *
 * @param failure unhealthy outcomes in a row that make the check fail; at least 1
 * @param success healthy outcomes in a row that make a failing check pass again; at least 1
 */
public record Thresholds(int failure, int success) {

    /** For checks that are probed: 3 and 1, as kubelet has them. */
    public static final Thresholds PROBED = new Thresholds(3, 1);

    /** For what is certain at once (a crash, a marker, the engine's own verdict): 1 and 1. */
    public static final Thresholds CERTAIN = new Thresholds(1, 1);
}
