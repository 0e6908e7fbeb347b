package io.dogwatch.judge;

import io.dogwatch.model.Dependency;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is around a target, as stories need it. Immutable. */
record Around(TargetContext circumstances) {

    static final Around NOTHING = new Around(TargetContext.PLAIN);

    Around held(Reason... reasons) {
        List<Hold> holds = Stream.of(reasons)
                .map(reason -> new Hold(reason, "", Optional.empty()))
                .toList();
        return new Around(new TargetContext(
                holds,
                circumstances.muted(),
                circumstances.parents(),
                circumstances.networkSince(),
                circumstances.children()));
    }

    Around muted(boolean muted) {
        return new Around(new TargetContext(
                circumstances.holds(),
                muted,
                circumstances.parents(),
                circumstances.networkSince(),
                circumstances.children()));
    }

    /** It needs {@code db}, of whose failing people were told. */
    Around parent(ResolvedDependency.Status standing) {
        return parent(standing, Optional.of("local.db.1"));
    }

    /** It needs {@code db}, of which nobody was told anything. */
    Around untoldParent(ResolvedDependency.Status standing) {
        return parent(standing, Optional.empty());
    }

    private Around parent(ResolvedDependency.Status standing, Optional<String> incident) {
        return new Around(new TargetContext(
                circumstances.holds(),
                circumstances.muted(),
                List.of(new ResolvedDependency(new TargetId("local", "db"), Dependency.Via.CONFIG, standing, incident)),
                circumstances.networkSince(),
                circumstances.children()));
    }

    /** The container whose network it shares was started then. */
    Around network(Instant since) {
        return new Around(new TargetContext(
                circumstances.holds(),
                circumstances.muted(),
                circumstances.parents(),
                Optional.of(since),
                circumstances.children()));
    }

    Around children(String... names) {
        return new Around(new TargetContext(
                circumstances.holds(),
                circumstances.muted(),
                circumstances.parents(),
                circumstances.networkSince(),
                Stream.of(names).map(name -> new TargetId("local", name)).toList()));
    }
}
