package io.dogwatch.web.view;

import io.dogwatch.containerstats.HumanNumbers;
import io.dogwatch.containerstats.LogGrowth;
import io.dogwatch.model.PlainText;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Disk usage of the log of a container, as returned by the API and shown on the pages.
 *
 * @param sizeBytes on disk, including rotated files; absent if unknown
 * @param limitBytes the maximum size; absent if it is unlimited or not a file
 * @param writtenBytes within the last {@code watchedSeconds}, at most an hour
 * @param growthBytesPerHour absent for the first ten minutes
 * @param freeBytes free space on its disk
 * @param diskFullInSeconds at the current growth rate, without other writers; absent if the disk will not fill or the
 *     time is unknown
 * @param unbounded whether it has no size limit
 * @param concern whether it needs a size limit soon
 * @param summary size and growth as text, such as {@code takes 3.2GiB, grows by 210MiB an hour}; may be empty
 * @param advice how to limit it; absent if it is limited
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
        String summary,
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

    /** Returns the maximum size as text; absent like {@code limitBytes}. */
    public @Nullable String limit() {
        return limitBytes == null ? null : HumanNumbers.size((double) limitBytes);
    }
}
