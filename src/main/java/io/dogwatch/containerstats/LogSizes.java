package io.dogwatch.containerstats;

import io.dogwatch.model.ContainerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Knows how the logs of one host's containers grow. Looks at sizes only, some 30 µs a log. Safe for use by many threads.
 */
public final class LogSizes {

    private static final Duration KEPT = Duration.ofHours(2);
    private static final Duration FAR = Duration.ofDays(365);

    private final Optional<LogFiles> files;
    private final InstantSource clock;
    private final ExpiringMap<LogTrack> tracks = new ExpiringMap<>();

    LogSizes(Optional<LogFiles> files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
    }

    /** Looks at one log now, and says how it stands. Never throws. */
    public LogGrowth hygiene(ContainerSnapshot container) {
        Instant now = clock.instant();
        LogTrack track = measure(container);
        LogBound bound = LogBound.of(container.log());
        return new LogGrowth(
                container.name(),
                container.log().driver(),
                container.log().options(),
                track.size(),
                bound.most(),
                track.size().isPresent() ? OptionalLong.of(track.grown(now)) : OptionalLong.empty(),
                track.watched(now),
                track.size().isPresent() ? track.growthPerHour(now) : OptionalLong.empty(),
                free(container),
                untilFull(container, track, FAR),
                !bound.isBounded());
    }

    /** Looks at one log now. */
    LogTrack measure(ContainerSnapshot container) {
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

    /** Empty if the log does not grow, if its limit is lower, or if the estimate is too uncertain. */
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
