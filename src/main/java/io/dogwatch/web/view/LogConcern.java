package io.dogwatch.web.view;

import java.util.Comparator;
import java.util.List;

/**
 * A log without a size limit that is large, grows fast or will soon fill its disk.
 *
 * @param target the container name
 * @param sizeBytes on disk
 * @param summary size and growth as text
 */
public record LogConcern(String host, String target, long sizeBytes, String summary) {

    /** Returns the log concerns of the targets, largest first. */
    static List<LogConcern> among(List<TargetReport> targets) {
        return targets.stream()
                .filter(target -> target.log() != null && target.log().concern())
                .map(LogConcern::of)
                .sorted(Comparator.comparingLong(LogConcern::sizeBytes).reversed())
                .toList();
    }

    private static LogConcern of(TargetReport target) {
        LogReport log = target.log();
        return log == null
                ? new LogConcern(target.host(), target.name(), 0, "")
                : new LogConcern(
                        target.host(), target.name(), log.sizeBytes() == null ? 0 : log.sizeBytes(), log.summary());
    }
}
