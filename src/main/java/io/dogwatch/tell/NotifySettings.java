package io.dogwatch.tell;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who is told what, and how often.
 *
 * @param remindEvery how long after the last word about an open incident that nobody has acknowledged it is told again;
 *     default 4 h (the repeat_interval of Prometheus' Alertmanager); empty for never
 * @param channels that routes may name
 */
public record NotifySettings(
        Manners manners, Optional<Duration> remindEvery, Routes routes, List<ChannelSettings> channels) {

    public static final Duration REMIND_EVERY = Duration.ofHours(4);

    /** Everything to everybody who is told by mail. */
    public static final NotifySettings DEFAULT =
            new NotifySettings(Manners.DEFAULT, Optional.of(REMIND_EVERY), new Routes(List.of()), List.of());

    public NotifySettings {
        channels = List.copyOf(channels);
    }
}
