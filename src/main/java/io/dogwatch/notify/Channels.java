package io.dogwatch.notify;

import io.dogwatch.journal.Journal;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All channels other than mail by name; routes share the instances. */
public final class Channels {

    private final Map<String, Channel> channels = new HashMap<>();
    private final Map<String, AlertmanagerChannel> alertmanagers = new HashMap<>();

    /** Creates the channels without connecting. */
    public Channels(List<ChannelSettings> all, SenderIdentity identity, InstantSource clock) {
        for (ChannelSettings settings : all) {
            WebPost post = new WebPost(settings, clock);
            if (settings.kind() == ChannelSettings.Kind.ALERTMANAGER) {
                AlertmanagerChannel channel =
                        new AlertmanagerChannel(new AlertmanagerPayload(settings, identity, clock), post);
                channels.put(settings.name(), channel);
                alertmanagers.put(settings.name(), channel);
            } else {
                channels.put(settings.name(), new WebChannel(formatter(settings, identity, clock), post));
            }
        }
    }

    static PayloadFormatter formatter(ChannelSettings settings, SenderIdentity identity, InstantSource clock) {
        return switch (settings.kind()) {
            case WEBHOOK -> new WebhookPayload(settings, identity, clock);
            case SLACK -> new SlackPayload(settings.url(), identity);
            case TEAMS -> new TeamsPayload(settings.url(), identity);
            case DISCORD -> new DiscordPayload(settings.url(), identity);
            case NTFY -> new NtfyPayload(settings, identity);
            case GOTIFY -> new GotifyPayload(settings, identity);
            case PAGERDUTY -> new PagerDutyPayload(settings, identity);
            case ALERTMANAGER -> new AlertmanagerPayload(settings, identity, clock);
        };
    }

    /**
     * Returns the receiver for a channel of a route.
     *
     * @param limits rate limits for humans; Alertmanager groups by itself and receives everything immediately
     * @throws IllegalArgumentException if the channel is unknown
     */
    public Receiver receiver(Route route, String name, RateLimits limits) {
        Channel channel = channels.get(name);
        if (channel == null) {
            throw new IllegalArgumentException("unknown channel " + name);
        }
        return new Receiver(
                route.channelLine(name), channel, alertmanagers.containsKey(name) ? RateLimits.IMMEDIATE : limits);
    }

    /** Returns the receiver for an escalation channel of a route. */
    public Receiver escalationLine(Route route, String name, RateLimits limits) {
        Receiver receiver = receiver(route, name, limits);
        return new Receiver(route.escalationLine(name), receiver.channel(), receiver.limits());
    }

    public AlertmanagerResender echo(Journal journal, Routes routes, InstantSource clock) {
        return new AlertmanagerResender(journal, routes, alertmanagers, clock);
    }

    /** Appends a path to the URL. */
    static URI below(URI url, String path) {
        String base = url.toString();
        return URI.create(base + (base.endsWith("/") ? "" : "/") + path);
    }
}
