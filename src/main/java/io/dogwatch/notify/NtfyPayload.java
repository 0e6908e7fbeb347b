package io.dogwatch.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Formats a notification for ntfy as JSON, posted to the server URL. Headers would require encoding. */
final class NtfyPayload implements PayloadFormatter {

    private static final int MAX = 10;

    /**
     * ntfy converts messages above 4,096 bytes to attachments. A character has at most three bytes, or four for two
     * Java chars.
     */
    private static final int MAX_LENGTH = 1300;

    private final URI server;
    private final String topic;
    private final Optional<String> token;
    private final SenderIdentity identity;

    /** @param settings with a URL that ends in the topic */
    NtfyPayload(ChannelSettings settings, SenderIdentity identity) {
        String path = settings.url().getPath();
        this.server = settings.url().resolve("/");
        this.topic = path.substring(path.lastIndexOf('/') + 1);
        this.token = settings.secret();
        this.identity = identity;
    }

    @Override
    public List<WebCall> calls(OutgoingMessage message) {
        ChatMessage chat = ChatMessage.of(message, MAX);
        ObjectNode document = JsonEscaper.object();
        document.put("topic", topic);
        document.put("title", chat.title());
        document.put("message", PlainChatText.of(chat, MAX_LENGTH));
        document.put("priority", priority(chat.mood()));
        document.putArray("tags").add(tag(chat.mood()));
        identity.link().ifPresent(page -> document.put("click", page.toASCIIString()));
        Map<String, String> headers = new HashMap<>();
        token.ifPresent(secret -> headers.put("Authorization", "Bearer " + secret));
        return List.of(new WebCall(server, headers, JsonEscaper.of(document)));
    }

    /** From 1 to 5; 5 makes a phone ring longer. */
    private static int priority(ChatMessage.Mood mood) {
        return switch (mood) {
            case ALARM -> 5;
            case WARNING -> 4;
            case NEUTRAL, GOOD -> 3;
        };
    }

    /** Returns a tag, which ntfy shows as an emoji. */
    private static String tag(ChatMessage.Mood mood) {
        return switch (mood) {
            case ALARM -> "rotating_light";
            case WARNING -> "warning";
            case NEUTRAL -> "information_source";
            case GOOD -> "white_check_mark";
        };
    }
}
