package io.dogwatch.supervise;

import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Watch;
import java.time.Instant;

/** Creates the notification that a container's labels are invalid and that Dogwatch only observes it. Sent once. */
final class LabelFaultNotice {

    private LabelFaultNotice() {}

    static Notice of(Watch watch, ContainerSnapshot container, Instant now) {
        String suffix = "labels-" + container.shortId() + "-"
                + Integer.toHexString(watch.faults().hashCode());
        Incident placeholder = SetupNotice.of(
                watch, container, suffix, "labels", Cause.INVALID_LABEL, String.join("; ", watch.faults()), now);
        return new Notice(
                Notice.Kind.LABEL_FAULT,
                placeholder,
                0,
                "Dogwatch only observes this container until its labels are valid. Correct them and recreate the container.");
    }
}
