package io.dogwatch.metrics;

import io.dogwatch.journal.StoreSpace;
import io.dogwatch.supervise.QuartzTaskScheduler;
import java.time.Instant;
import java.util.Optional;

/**
 * How the service itself goes, at one moment.
 *
 * @param probesInFlight now, of {@code probesAllowed} at once
 * @param remediesStopped whether the global stop is on
 * @param heartbeat when the watcher outside took one last; empty before the first
 * @param store empty while it cannot be seen
 */
public record ServiceView(
        int probesInFlight,
        int probesAllowed,
        boolean remediesStopped,
        Optional<Instant> heartbeat,
        Optional<StoreSpace> store,
        QuartzTaskScheduler.Stats scheduler) {}
