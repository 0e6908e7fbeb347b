package io.dogwatch.judge;

import io.dogwatch.model.Dependency;
import io.dogwatch.model.TargetId;
import java.util.Optional;

/**
 * A container that the target depends on, with its current status.
 *
 * @param incident id of its open, reported incident; a dependent failing along with it needs no separate notification
 */
public record ResolvedDependency(TargetId target, Dependency.Via via, Status status, Optional<String> incident) {

    public enum Status {
        /** It satisfies the dependent, or is not watched. */
        HEALTHY,
        /** It may be failing, or is starting: the cause of the dependent's failure is not known yet. */
        DEGRADED,
        /** It has an open incident or is not running, and causes the dependent's failure. */
        FAILING
    }
}
