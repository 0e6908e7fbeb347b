package io.dogwatch.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Formats a plain text message for Gotify. */
final class GotifyPayload implements PayloadFormatter {

    private static final int MAX = 20;
    private static final int MAX_LENGTH = 20_000;

    private final URI messages;
    private final String token;
    private final SenderIdentity identity;

    /** @param settings with the server URL and an application token */
    GotifyPayload(ChannelSettings settings, SenderIdentity identity) {
        this.messages = Channels.below(settings.url(), "message");
        this.token = settings.secret().orElse("");
        this.identity = identity;
    }

    @Override
    public List<WebCall> calls(OutgoingMessage message) {
        ChatMessage chat = ChatMessage.of(message, MAX);
        ObjectNode document = JsonEscaper.object();
        document.put("title", chat.title());
        document.put("message", PlainChatText.of(chat, MAX_LENGTH));
        document.put("priority", priority(chat.mood()));
        ObjectNode extras = document.putObject("extras");
        extras.putObject("client::display").put("contentType", "text/plain");
        identity.link()
                .ifPresent(page -> extras.putObject("client::notification")
                        .putObject("click")
                        .put("url", page.toASCIIString()));
        return List.of(new WebCall(messages, Map.of("X-Gotify-Key", token), JsonEscaper.of(document)));
    }

    /** From 8, the Gotify app rings and vibrates; from 4, it plays a sound. */
    private static int priority(ChatMessage.Mood mood) {
        return switch (mood) {
            case ALARM -> 8;
            case WARNING -> 5;
            case NEUTRAL, GOOD -> 4;
        };
    }
}
