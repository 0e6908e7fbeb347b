package io.dogwatch.notify;

import io.dogwatch.report.ReportSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of notifications.
 *
 * @param repeatInterval the interval between notifications about an open, unacknowledged incident; default 4 h (the
 *     repeat_interval of Prometheus Alertmanager); empty to disable
 * @param channels available to routes
 * @param reports scheduled reports
 * @param templates the directory of custom templates
 */
public record NotifySettings(
        RateLimits limits,
        Optional<Duration> repeatInterval,
        Routes routes,
        List<ChannelSettings> channels,
        List<ReportSpec> reports,
        Optional<Path> templates) {

    public static final Duration REPEAT_INTERVAL = Duration.ofHours(4);

    /** Sends all notifications to the default mail recipients. */
    public static final NotifySettings DEFAULT =
            new NotifySettings(RateLimits.DEFAULT, Optional.of(REPEAT_INTERVAL), new Routes(List.of()), List.of());

    public NotifySettings {
        channels = List.copyOf(channels);
        reports = List.copyOf(reports);
    }

    /** Creates settings without reports and with built-in templates. */
    public NotifySettings(
            RateLimits limits, Optional<Duration> repeatInterval, Routes routes, List<ChannelSettings> channels) {
        this(limits, repeatInterval, routes, channels, List.of(), Optional.empty());
    }
}
