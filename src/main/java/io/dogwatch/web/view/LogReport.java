package io.dogwatch.web.view;

import io.dogwatch.containerstats.HumanNumbers;
import io.dogwatch.containerstats.LogGrowth;
import io.dogwatch.model.PlainText;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a container's log stands to the disk, as the API answers it and the pages show it.
 *
 * @param sizeBytes on disk, with all rotated files; absent where it cannot be seen
 * @param limitBytes what it can take at most; absent if it is not bounded, or is no file
 * @param writtenBytes within the last {@code watchedSeconds}, an hour at most
 * @param growthBytesPerHour absent for the first ten minutes
 * @param freeBytes left on its disk
 * @param diskFullInSeconds if it goes on growing so and nothing else does; absent where it will not, or nobody knows
 * @param unbounded whether it can grow for as long as the container exists
 * @param concern whether somebody should bound it soon
 * @param standing its size and growth in words, such as {@code takes 3.2GiB, grows by 210MiB an hour}; may be empty
 * @param advice what would bound it; absent if it is bounded
 */
public record LogReport(
        String driver,
        @Nullable Long sizeBytes,
        @Nullable Long limitBytes,
        @Nullable Long writtenBytes,
        long watchedSeconds,
        @Nullable Long growthBytesPerHour,
        @Nullable Long freeBytes,
        @Nullable Long diskFullInSeconds,
        boolean unbounded,
        boolean concern,
        String standing,
        @Nullable String advice) {

    private static final int MAX_LENGTH = 512;

    static LogReport of(LogGrowth log) {
        return new LogReport(
                PlainText.line(log.driver(), MAX_LENGTH),
                orNull(log.size()),
                orNull(log.most()),
                orNull(log.written()),
                log.watched().toSeconds(),
                orNull(log.growthPerHour()),
                orNull(log.free()),
                log.untilFull().map(left -> left.toSeconds()).orElse(null),
                log.isUnbounded(),
                log.isConcern(),
                log.standing().orElse(""),
                log.advice().map(text -> PlainText.line(text, MAX_LENGTH)).orElse(null));
    }

    private static @Nullable Long orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    /** The most it can take, for people; absent like {@code limitBytes}. */
    public @Nullable String limit() {
        return limitBytes == null ? null : HumanNumbers.size((double) limitBytes);
    }
}
