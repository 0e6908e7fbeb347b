package io.dogwatch.supervise;

import java.time.Duration;

/**
 * Accumulated uptime of a target since its loop started. Neither value ever decreases.
 *
 * @param up time known to be up
 * @param observed time expected to be up and observed; never less than {@code up}
 */
public record Availability(Duration up, Duration observed) {

    public static final Availability NONE = new Availability(Duration.ZERO, Duration.ZERO);
}
