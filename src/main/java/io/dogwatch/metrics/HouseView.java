package io.dogwatch.metrics;

import io.dogwatch.journal.StoreSpace;
import io.dogwatch.supervise.QuartzTimetable;
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
public record HouseView(
        int probesInFlight,
        int probesAllowed,
        boolean remediesStopped,
        Optional<Instant> heartbeat,
        Optional<StoreSpace> store,
        QuartzTimetable.Stats scheduler) {}
