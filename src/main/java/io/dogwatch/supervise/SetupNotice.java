package io.dogwatch.supervise;

import io.dogwatch.judge.Failure;
import io.dogwatch.judge.Incident;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Severity;
import io.dogwatch.model.Watch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Creates the placeholder incident of a notification about a container's setup rather than a failure. */
final class SetupNotice {

    private SetupNotice() {}

    /**
     * @param suffix id suffix; together with the container it makes the problem be reported once, even across restarts of
     *     Dogwatch
     * @param kind category, such as {@code labels}
     */
    static Incident of(
            Watch watch,
            ContainerSnapshot container,
            String suffix,
            String kind,
            Cause cause,
            String detail,
            Instant now) {
        return new Incident(
                watch.target().host() + "." + watch.target().name() + "." + suffix,
                watch.target(),
                container.image(),
                watch.policy().team().orElse(""),
                container.project(),
                now,
                now,
                new Failure(kind, kind, cause, detail, 1, 1),
                Severity.WARN,
                List.of(),
                0,
                false,
                false,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
