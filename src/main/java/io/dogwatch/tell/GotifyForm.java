package io.dogwatch.tell;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A message for Gotify, as plain text. */
final class GotifyForm implements Form {

    private static final int MOST = 20;
    private static final int LONGEST = 20_000;

    private final URI messages;
    private final String token;
    private final Voice voice;

    /** @param settings with the address of the server, and the token of an application */
    GotifyForm(ChannelSettings settings, Voice voice) {
        this.messages = Channels.below(settings.url(), "message");
        this.token = settings.secret().orElse("");
        this.voice = voice;
    }

    @Override
    public List<WebCall> calls(Message message) {
        Bulletin bulletin = Bulletin.of(message, MOST);
        ObjectNode document = JsonText.object();
        document.put("title", bulletin.title());
        document.put("message", PlainBulletin.of(bulletin, LONGEST));
        document.put("priority", priority(bulletin.mood()));
        ObjectNode extras = document.putObject("extras");
        extras.putObject("client::display").put("contentType", "text/plain");
        voice.link()
                .ifPresent(page -> extras.putObject("client::notification")
                        .putObject("click")
                        .put("url", page.toASCIIString()));
        return List.of(new WebCall(messages, Map.of("X-Gotify-Key", token), JsonText.of(document)));
    }

    /** From 8 on, Gotify's app rings and vibrates; from 4 on, it makes a sound. */
    private static int priority(Bulletin.Mood mood) {
        return switch (mood) {
            case ALARM -> 8;
            case WARNING -> 5;
            case NEUTRAL, GOOD -> 4;
        };
    }
}
