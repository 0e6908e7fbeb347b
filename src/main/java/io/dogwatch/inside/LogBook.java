package io.dogwatch.inside;

import io.dogwatch.target.ContainerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Knows how the logs of one host's containers grow. Looks at sizes only, some 30 µs a log. Safe for use by many threads.
 */
public final class LogBook {

    private static final Duration REFRESH_EVERY = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofHours(2);
    private static final Duration FAR = Duration.ofDays(365);

    private final Optional<LogFiles> files;
    private final InstantSource clock;
    private final Shelf<LogTrack> tracks = new Shelf<>();
    private final Every refreshes = new Every(REFRESH_EVERY);

    LogBook(Optional<LogFiles> files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
    }

    /** Looks at all logs, at most once a minute: may be called as often as one likes. Never throws. */
    public void refresh(Collection<ContainerSnapshot> containers) {
        if (refreshes.isDue(clock.instant())) {
            containers.forEach(this::look);
        }
    }

    /** How the logs stand that {@link #refresh} has looked at; looks at those now that are new. Never throws. */
    public List<LogHygiene> hygiene(Collection<ContainerSnapshot> containers) {
        return containers.stream().map(this::hygiene).toList();
    }

    /** As {@link #hygiene(Collection)}, for one. */
    public LogHygiene hygiene(ContainerSnapshot container) {
        Instant now = clock.instant();
        LogTrack track = track(container, now);
        if (track.size().isEmpty()) {
            look(container);
        }
        LogBound bound = LogBound.of(container.log());
        return new LogHygiene(
                container.name(),
                container.log().driver(),
                container.log().options(),
                track.size(),
                bound.most(),
                track.size().isPresent() ? track.growthPerHour(now) : OptionalLong.empty(),
                free(container),
                untilFull(container, track, FAR),
                !bound.isBounded());
    }

    /** Looks at one log now. */
    LogTrack look(ContainerSnapshot container) {
        Instant now = clock.instant();
        LogTrack track = track(container, now);
        track.observe(now, files.map(seen -> seen.size(container)).orElse(OptionalLong.empty()));
        return track;
    }

    private LogTrack track(ContainerSnapshot container, Instant now) {
        return tracks.take(container.id(), now, KEPT, LogTrack::new);
    }

    OptionalLong free(ContainerSnapshot container) {
        return files.map(seen -> seen.free(container)).orElse(OptionalLong.empty());
    }

    /** Empty if the log does not grow, if it may not grow so far, or if that is not sure enough. */
    Optional<Duration> untilFull(ContainerSnapshot container, LogTrack track, Duration horizon) {
        OptionalLong free = free(container);
        OptionalLong most = LogBound.of(container.log()).most();
        if (free.isEmpty() || track.size().isEmpty()) {
            return Optional.empty();
        }
        boolean fits = most.isPresent() && most.getAsLong() - track.size().getAsLong() < free.getAsLong();
        return fits
                ? Optional.empty()
                : track.trend().flatMap(trend -> trend.reaches((double) free.getAsLong(), horizon));
    }
}
