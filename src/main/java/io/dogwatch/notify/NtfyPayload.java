package io.dogwatch.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A notification for ntfy, as JSON, whose address is that of the server: headers would have to be encoded. */
final class NtfyPayload implements PayloadFormatter {

    private static final int MAX = 10;

    /** ntfy makes a file of what has more than 4,096 bytes; a character has at most three, or four for two of Java's. */
    private static final int MAX_LENGTH = 1300;

    private final URI server;
    private final String topic;
    private final Optional<String> token;
    private final SenderIdentity voice;

    /** @param settings whose address ends in the topic */
    NtfyPayload(ChannelSettings settings, SenderIdentity voice) {
        String path = settings.url().getPath();
        this.server = settings.url().resolve("/");
        this.topic = path.substring(path.lastIndexOf('/') + 1);
        this.token = settings.secret();
        this.voice = voice;
    }

    @Override
    public List<WebCall> calls(OutgoingMessage message) {
        ChatMessage bulletin = ChatMessage.of(message, MAX);
        ObjectNode document = JsonEscaper.object();
        document.put("topic", topic);
        document.put("title", bulletin.title());
        document.put("message", PlainChatText.of(bulletin, MAX_LENGTH));
        document.put("priority", priority(bulletin.mood()));
        document.putArray("tags").add(tag(bulletin.mood()));
        voice.link().ifPresent(page -> document.put("click", page.toASCIIString()));
        Map<String, String> headers = new HashMap<>();
        token.ifPresent(secret -> headers.put("Authorization", "Bearer " + secret));
        return List.of(new WebCall(server, headers, JsonEscaper.of(document)));
    }

    /** From 1 to 5; 5 makes a phone ring for long. */
    private static int priority(ChatMessage.Mood mood) {
        return switch (mood) {
            case ALARM -> 5;
            case WARNING -> 4;
            case NEUTRAL, GOOD -> 3;
        };
    }

    /** ntfy shows these as signs. */
    private static String tag(ChatMessage.Mood mood) {
        return switch (mood) {
            case ALARM -> "rotating_light";
            case WARNING -> "warning";
            case NEUTRAL -> "information_source";
            case GOOD -> "white_check_mark";
        };
    }
}
