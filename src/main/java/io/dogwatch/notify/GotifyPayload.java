package io.dogwatch.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A message for Gotify, as plain text. */
final class GotifyPayload implements PayloadFormatter {

    private static final int MAX = 20;
    private static final int MAX_LENGTH = 20_000;

    private final URI messages;
    private final String token;
    private final SenderIdentity voice;

    /** @param settings with the address of the server, and the token of an application */
    GotifyPayload(ChannelSettings settings, SenderIdentity voice) {
        this.messages = Channels.below(settings.url(), "message");
        this.token = settings.secret().orElse("");
        this.voice = voice;
    }

    @Override
    public List<WebCall> calls(OutgoingMessage message) {
        ChatMessage bulletin = ChatMessage.of(message, MAX);
        ObjectNode document = JsonEscaper.object();
        document.put("title", bulletin.title());
        document.put("message", PlainChatText.of(bulletin, MAX_LENGTH));
        document.put("priority", priority(bulletin.mood()));
        ObjectNode extras = document.putObject("extras");
        extras.putObject("client::display").put("contentType", "text/plain");
        voice.link()
                .ifPresent(page -> extras.putObject("client::notification")
                        .putObject("click")
                        .put("url", page.toASCIIString()));
        return List.of(new WebCall(messages, Map.of("X-Gotify-Key", token), JsonEscaper.of(document)));
    }

    /** From 8 on, Gotify's app rings and vibrates; from 4 on, it makes a sound. */
    private static int priority(ChatMessage.Mood mood) {
        return switch (mood) {
            case ALARM -> 8;
            case WARNING -> 5;
            case NEUTRAL, GOOD -> 4;
        };
    }
}
