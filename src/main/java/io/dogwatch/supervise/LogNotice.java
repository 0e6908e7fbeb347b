package io.dogwatch.supervise;

import io.dogwatch.containerstats.LogGrowth;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.LogRotation;
import io.dogwatch.model.Watch;
import java.time.Instant;

/** Creates notifications about log settings that the operator must change. */
final class LogNotice {

    private LogNotice() {}

    /** @param why such as {@code log driver none keeps nothing to read} */
    static Notice unreadable(Watch watch, ContainerSnapshot container, String why, Instant now) {
        return new Notice(
                Notice.Kind.LOG_UNREADABLE,
                SetupNotice.of(
                        watch,
                        container,
                        "log-unreadable-" + container.shortId(),
                        "log",
                        Cause.LOG_UNREADABLE,
                        why,
                        now),
                0,
                "This does not trigger a restart. Dogwatch reads logs of the drivers json-file and local, and files in"
                        + " existing volumes.");
    }

    static Notice unbounded(Watch watch, ContainerSnapshot container, LogGrowth log, Instant now) {
        return new Notice(
                Notice.Kind.LOG_UNBOUNDED,
                SetupNotice.of(
                        watch,
                        container,
                        "log-unbounded-" + container.shortId(),
                        "log",
                        Cause.PREDICTED_FULL,
                        log.standing().orElse("has no size limit"),
                        now),
                0,
                "Recreate the container with " + LogRotation.RUN_OPTION + ".");
    }
}
