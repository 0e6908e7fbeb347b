package io.dogwatch.metrics;

import io.dogwatch.journal.StoreSpace;
import io.dogwatch.supervise.QuartzTaskScheduler;
import java.time.Instant;
import java.util.Optional;

/**
 * A snapshot of the service itself.
 *
 * @param probesInFlight now, of {@code probesAllowed} in parallel
 * @param remediesStopped whether restarts are disabled
 * @param heartbeat the last successful heartbeat; empty before the first
 * @param store empty while it cannot be read
 */
public record ServiceView(
        int probesInFlight,
        int probesAllowed,
        boolean remediesStopped,
        Optional<Instant> heartbeat,
        Optional<StoreSpace> store,
        QuartzTaskScheduler.Stats scheduler) {}
