package io.dogwatch.web;

import io.dogwatch.web.action.ConfigReload;
import java.time.InstantSource;
import java.util.List;

/** A file that is in force, until it is read again: then it has a fault. */
final class FakeReloading implements ConfigReload {

    private final InstantSource clock;
    private volatile Standing standing;

    FakeReloading(InstantSource clock) {
        this.clock = clock;
        this.standing = new Standing(true, clock.instant(), clock.instant(), List.of(), List.of());
    }

    @Override
    public Standing standing() {
        return standing;
    }

    @Override
    public Standing readAgain() {
        standing = new Standing(
                false,
                standing.readAt(),
                clock.instant(),
                List.of("watch[0].nmae: unknown key; did you mean \"name\"?"),
                List.of("server"));
        return standing;
    }
}
