package io.dogwatch.web.view;

import io.dogwatch.supervise.HostVitals;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the supervision of one host goes, as the pages show it.
 *
 * @param waiting messages that its targets have not dealt with yet
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
