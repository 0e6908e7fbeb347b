package io.dogwatch.notify;

import io.dogwatch.report.ReportSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who is told what, and how often.
 *
 * @param repeatInterval how long after the last word about an open incident that nobody has acknowledged it is told again;
 *     default 4 h (the repeat_interval of Prometheus' Alertmanager); empty for never
 * @param channels that routes may name
 * @param reports that people want again and again
 * @param templates the folder with templates that stand in for ours
 */
public record NotifySettings(
        RateLimits manners,
        Optional<Duration> repeatInterval,
        Routes routes,
        List<ChannelSettings> channels,
        List<ReportSpec> reports,
        Optional<Path> templates) {

    public static final Duration REPEAT_INTERVAL = Duration.ofHours(4);

    /** Everything to everybody who is told by mail. */
    public static final NotifySettings DEFAULT =
            new NotifySettings(RateLimits.DEFAULT, Optional.of(REPEAT_INTERVAL), new Routes(List.of()), List.of());

    public NotifySettings {
        channels = List.copyOf(channels);
        reports = List.copyOf(reports);
    }

    /** Without reports, and with our own templates. */
    public NotifySettings(
            RateLimits manners, Optional<Duration> repeatInterval, Routes routes, List<ChannelSettings> channels) {
        this(manners, repeatInterval, routes, channels, List.of(), Optional.empty());
    }
}
