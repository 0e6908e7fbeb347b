package io.dogwatch.judge;

import io.dogwatch.target.Dependency;
import io.dogwatch.target.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is around a target, as stories need it. Immutable. */
record Around(Circumstances circumstances) {

    static final Around NOTHING = new Around(Circumstances.PLAIN);

    Around held(Reason... reasons) {
        List<Hold> holds = Stream.of(reasons)
                .map(reason -> new Hold(reason, "", Optional.empty()))
                .toList();
        return new Around(new Circumstances(
                holds,
                circumstances.muted(),
                circumstances.parents(),
                circumstances.networkSince(),
                circumstances.children()));
    }

    Around muted(boolean muted) {
        return new Around(new Circumstances(
                circumstances.holds(),
                muted,
                circumstances.parents(),
                circumstances.networkSince(),
                circumstances.children()));
    }

    /** It needs {@code db}, of whose failing people were told. */
    Around parent(Parent.Standing standing) {
        return parent(standing, Optional.of("local.db.1"));
    }

    /** It needs {@code db}, of which nobody was told anything. */
    Around untoldParent(Parent.Standing standing) {
        return parent(standing, Optional.empty());
    }

    private Around parent(Parent.Standing standing, Optional<String> incident) {
        return new Around(new Circumstances(
                circumstances.holds(),
                circumstances.muted(),
                List.of(new Parent(new TargetId("local", "db"), Dependency.Via.CONFIG, standing, incident)),
                circumstances.networkSince(),
                circumstances.children()));
    }

    /** The container whose network it shares was started then. */
    Around network(Instant since) {
        return new Around(new Circumstances(
                circumstances.holds(),
                circumstances.muted(),
                circumstances.parents(),
                Optional.of(since),
                circumstances.children()));
    }

    Around children(String... names) {
        return new Around(new Circumstances(
                circumstances.holds(),
                circumstances.muted(),
                circumstances.parents(),
                circumstances.networkSince(),
                Stream.of(names).map(name -> new TargetId("local", name)).toList()));
    }
}
