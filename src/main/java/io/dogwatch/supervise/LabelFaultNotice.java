package io.dogwatch.supervise;

import io.dogwatch.judge.Failure;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.target.Cause;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.Severity;
import io.dogwatch.target.Watch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells people once that a container's labels are not valid, and that it is therefore only observed. */
final class LabelFaultNotice {

    private LabelFaultNotice() {}

    static Notice of(Watch watch, ContainerSnapshot container, Instant now) {
        // The same faults of the same container are told once, also after a restart of Dogwatch.
        String id = watch.target().host() + "." + watch.target().name() + ".labels-" + container.shortId() + "-"
                + Integer.toHexString(watch.faults().hashCode());
        Failure failure = new Failure("labels", "labels", Cause.INVALID_LABEL, String.join("; ", watch.faults()), 1, 1);
        Incident standIn = new Incident(
                id,
                watch.target(),
                container.image(),
                watch.policy().team().orElse(""),
                container.project(),
                now,
                now,
                failure,
                Severity.WARN,
                List.of(),
                0,
                false,
                false,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Notice(
                Notice.Kind.LABEL_FAULT,
                standIn,
                0,
                "Dogwatch only observes this container until its labels are right: please correct and recreate it.");
    }
}
