package io.dogwatch.judge;

import io.dogwatch.model.Dependency;
import io.dogwatch.model.TargetId;
import java.util.Optional;

/**
 * A container that the target needs, as it stands now.
 *
 * @param incident its open incident that people were told of: a child that fails along with it needs no mail of its own
 */
public record ResolvedDependency(TargetId target, Dependency.Via via, Standing status, Optional<String> incident) {

    public enum Standing {
        /** It is as the child needs it, or nobody watches it. */
        HEALTHY,
        /** It may be failing, or is on its way up: whether the child's trouble is its own will soon be known. */
        DEGRADED,
        /** It has an open incident, or does not run: the child's trouble is its parent's. */
        FAILING
    }
}
