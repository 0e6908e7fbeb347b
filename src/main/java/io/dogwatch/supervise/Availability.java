package io.dogwatch.supervise;

import java.time.Duration;

/**
 * For how long a target has done its work, since its loop began. Both only grow.
 *
 * @param up how long it is known to have worked
 * @param observed how long it was expected to and was seen to, or not to; never less than {@code up}
 */
public record Availability(Duration up, Duration observed) {

    public static final Availability NONE = new Availability(Duration.ZERO, Duration.ZERO);
}
