package io.dogwatch.tell;

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
    public Channels(List<ChannelSettings> all, Voice voice, InstantSource clock) {
        for (ChannelSettings settings : all) {
            WebPost post = new WebPost(settings, clock);
            if (settings.kind() == ChannelSettings.Kind.ALERTMANAGER) {
                AlertmanagerChannel channel = new AlertmanagerChannel(new AlertForm(settings, voice, clock), post);
                channels.put(settings.name(), channel);
                alertmanagers.put(settings.name(), channel);
            } else {
                channels.put(settings.name(), new WebChannel(form(settings, voice, clock), post));
            }
        }
    }

    static Form form(ChannelSettings settings, Voice voice, InstantSource clock) {
        return switch (settings.kind()) {
            case WEBHOOK -> new WebhookForm(settings, voice, clock);
            case SLACK -> new SlackForm(settings.url(), voice);
            case TEAMS -> new TeamsForm(settings.url(), voice);
            case DISCORD -> new DiscordForm(settings.url(), voice);
            case NTFY -> new NtfyForm(settings, voice);
            case GOTIFY -> new GotifyForm(settings, voice);
            case PAGERDUTY -> new PagerDutyForm(settings, voice);
            case ALERTMANAGER -> new AlertForm(settings, voice, clock);
        };
    }

    /**
     * The line of one route to one channel.
     *
     * @param manners for people; an Alertmanager groups and holds by itself, and gets everything at once
     * @throws IllegalArgumentException if there is no such channel
     */
    public Line line(Route route, String name, Manners manners) {
        Channel channel = channels.get(name);
        if (channel == null) {
            throw new IllegalArgumentException("unknown channel " + name);
        }
        return new Line(route.channelLine(name), channel, alertmanagers.containsKey(name) ? Manners.PROMPT : manners);
    }

    /** The line on which one of its channels is told that nobody has acknowledged. */
    public Line escalationLine(Route route, String name, Manners manners) {
        Line line = line(route, name, manners);
        return new Line(route.escalationLine(name), line.channel(), line.manners());
    }

    public AlertmanagerEcho echo(Journal journal, Routes routes, InstantSource clock) {
        return new AlertmanagerEcho(journal, routes, alertmanagers, clock);
    }

    /** The address with a path behind its own. */
    static URI below(URI url, String path) {
        String base = url.toString();
        return URI.create(base + (base.endsWith("/") ? "" : "/") + path);
    }
}
