package io.dogwatch.web;

import io.dogwatch.web.action.ConfigReload;
import java.time.InstantSource;
import java.util.List;

/** A file that is in force, until it is read again: then it has a fault. */
final class FakeReloading implements ConfigReload {

    private final InstantSource clock;
    private volatile Status standing;

    FakeReloading(InstantSource clock) {
        this.clock = clock;
        this.standing = new Status(true, clock.instant(), clock.instant(), List.of(), List.of());
    }

    @Override
    public Status status() {
        return standing;
    }

    @Override
    public Status readAgain() {
        standing = new Status(
                false,
                standing.readAt(),
                clock.instant(),
                List.of("watch[0].nmae: unknown key; did you mean \"name\"?"),
                List.of("server"));
        return standing;
    }
}
