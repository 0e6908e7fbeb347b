package io.dogwatch.web.view;

import io.dogwatch.supervise.HostVitals;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Supervision statistics of one host, as shown on the pages.
 *
 * @param waiting the length of the event queues of its targets
 */
public record VitalsReport(
        String host, @Nullable Instant lastEvent, @Nullable Instant lastList, int waiting) {

    static VitalsReport of(HostVitals vitals) {
        return new VitalsReport(
                vitals.host(),
                vitals.lastEvent().orElse(null),
                vitals.lastList().orElse(null),
                vitals.waiting());
    }
}
