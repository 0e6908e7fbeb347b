package io.dogwatch.judge;

import io.dogwatch.target.Dependency;
import io.dogwatch.target.TargetId;

/** A container that the target needs, as it stands now. */
public record Parent(TargetId target, Dependency.Via via, Standing standing) {

    public enum Standing {
        /** It is as the child needs it, or nobody watches it. */
        WELL,
        /** It may be failing, or is on its way up: whether the child's trouble is its own will soon be known. */
        DOUBTFUL,
        /** It has an open incident, or does not run: the child's trouble is its parent's. */
        FAILING
    }
}
