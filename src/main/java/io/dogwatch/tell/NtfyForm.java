package io.dogwatch.tell;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A notification for ntfy, as JSON, whose address is that of the server: headers would have to be encoded. */
final class NtfyForm implements Form {

    private static final int MOST = 10;

    /** ntfy makes a file of what has more than 4,096 bytes; a character has at most three, or four for two of Java's. */
    private static final int LONGEST = 1300;

    private final URI server;
    private final String topic;
    private final Optional<String> token;
    private final Voice voice;

    /** @param settings whose address ends in the topic */
    NtfyForm(ChannelSettings settings, Voice voice) {
        String path = settings.url().getPath();
        this.server = settings.url().resolve("/");
        this.topic = path.substring(path.lastIndexOf('/') + 1);
        this.token = settings.secret();
        this.voice = voice;
    }

    @Override
    public List<WebCall> calls(Message message) {
        Bulletin bulletin = Bulletin.of(message, MOST);
        ObjectNode document = JsonText.object();
        document.put("topic", topic);
        document.put("title", bulletin.title());
        document.put("message", PlainBulletin.of(bulletin, LONGEST));
        document.put("priority", priority(bulletin.mood()));
        document.putArray("tags").add(tag(bulletin.mood()));
        voice.link().ifPresent(page -> document.put("click", page.toASCIIString()));
        Map<String, String> headers = new HashMap<>();
        token.ifPresent(secret -> headers.put("Authorization", "Bearer " + secret));
        return List.of(new WebCall(server, headers, JsonText.of(document)));
    }

    /** From 1 to 5; 5 makes a phone ring for long. */
    private static int priority(Bulletin.Mood mood) {
        return switch (mood) {
            case ALARM -> 5;
            case WARNING -> 4;
            case NEUTRAL, GOOD -> 3;
        };
    }

    /** ntfy shows these as signs. */
    private static String tag(Bulletin.Mood mood) {
        return switch (mood) {
            case ALARM -> "rotating_light";
            case WARNING -> "warning";
            case NEUTRAL -> "information_source";
            case GOOD -> "white_check_mark";
        };
    }
}
