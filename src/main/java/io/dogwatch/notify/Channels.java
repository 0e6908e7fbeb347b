package io.dogwatch.notify;

import io.dogwatch.journal.Journal;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All channels that are no mail, by their names; one of each, however many routes it has. */
public final class Channels {

    private final Map<String, Channel> channels = new HashMap<>();
    private final Map<String, AlertmanagerChannel> alertmanagers = new HashMap<>();

    /** Connects nowhere yet. */
    public Channels(List<ChannelSettings> all, SenderIdentity voice, InstantSource clock) {
        for (ChannelSettings settings : all) {
            WebPost post = new WebPost(settings, clock);
            if (settings.kind() == ChannelSettings.Kind.ALERTMANAGER) {
                AlertmanagerChannel channel =
                        new AlertmanagerChannel(new AlertmanagerPayload(settings, voice, clock), post);
                channels.put(settings.name(), channel);
                alertmanagers.put(settings.name(), channel);
            } else {
                channels.put(settings.name(), new WebChannel(form(settings, voice, clock), post));
            }
        }
    }

    static PayloadFormatter form(ChannelSettings settings, SenderIdentity voice, InstantSource clock) {
        return switch (settings.kind()) {
            case WEBHOOK -> new WebhookPayload(settings, voice, clock);
            case SLACK -> new SlackPayload(settings.url(), voice);
            case TEAMS -> new TeamsPayload(settings.url(), voice);
            case DISCORD -> new DiscordPayload(settings.url(), voice);
            case NTFY -> new NtfyPayload(settings, voice);
            case GOTIFY -> new GotifyPayload(settings, voice);
            case PAGERDUTY -> new PagerDutyPayload(settings, voice);
            case ALERTMANAGER -> new AlertmanagerPayload(settings, voice, clock);
        };
    }

    /**
     * The line of one route to one channel.
     *
     * @param manners for people; an Alertmanager groups and holds by itself, and gets everything at once
     * @throws IllegalArgumentException if there is no such channel
     */
    public Receiver line(Route route, String name, RateLimits manners) {
        Channel channel = channels.get(name);
        if (channel == null) {
            throw new IllegalArgumentException("unknown channel " + name);
        }
        return new Receiver(
                route.channelLine(name), channel, alertmanagers.containsKey(name) ? RateLimits.PROMPT : manners);
    }

    /** The line on which one of its channels is told that nobody has acknowledged. */
    public Receiver escalationLine(Route route, String name, RateLimits manners) {
        Receiver line = line(route, name, manners);
        return new Receiver(route.escalationLine(name), line.channel(), line.manners());
    }

    public AlertmanagerResender echo(Journal journal, Routes routes, InstantSource clock) {
        return new AlertmanagerResender(journal, routes, alertmanagers, clock);
    }

    /** The address with a path behind its own. */
    static URI below(URI url, String path) {
        String base = url.toString();
        return URI.create(base + (base.endsWith("/") ? "" : "/") + path);
    }
}
