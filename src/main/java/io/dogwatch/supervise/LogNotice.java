package io.dogwatch.supervise;

import io.dogwatch.inside.LogHygiene;
import io.dogwatch.judge.Notice;
import io.dogwatch.target.Cause;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.LogRotation;
import io.dogwatch.target.Watch;
import java.time.Instant;

/** What somebody has to change about a container's log, as a notice. */
final class LogNotice {

    private LogNotice() {}

    /** @param why such as {@code log driver none keeps nothing to read} */
    static Notice unreadable(Watch watch, ContainerSnapshot container, String why, Instant now) {
        return new Notice(
                Notice.Kind.LOG_UNREADABLE,
                StandIn.of(
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

    static Notice unbounded(Watch watch, ContainerSnapshot container, LogHygiene log, Instant now) {
        return new Notice(
                Notice.Kind.LOG_UNBOUNDED,
                StandIn.of(
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
