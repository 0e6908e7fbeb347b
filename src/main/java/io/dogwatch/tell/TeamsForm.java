package io.dogwatch.tell;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * An adaptive card for a workflow of Teams that is started by a webhook. All text stands in text runs, in which markdown and
 * mentions mean nothing, so that nothing needs to be escaped.
 */
final class TeamsForm implements Form {

    /** Teams takes 28 KB in all. */
    private static final int MOST = 10;

    private final URI url;
    private final Voice voice;

    TeamsForm(URI url, Voice voice) {
        this.url = url;
        this.voice = voice;
    }

    @Override
    public List<WebCall> calls(Message message) {
        ObjectNode document = JsonText.object().put("type", "message");
        document.putArray("attachments")
                .addObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive")
                .set("content", card(Bulletin.of(message, MOST)));
        return List.of(new WebCall(url, Map.of(), JsonText.of(document)));
    }

    private ObjectNode card(Bulletin bulletin) {
        ObjectNode card = JsonText.object()
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        ArrayNode body = card.putArray("body");
        body.add(block(run(bulletin.title())
                .put("weight", "Bolder")
                .put("size", "Medium")
                .put("color", colour(bulletin.mood()))));
        for (Bulletin.Item item : bulletin.items()) {
            if (!bulletin.isAboutOne()) {
                body.add(block(run(item.name() + " " + item.state())
                                .put("weight", "Bolder")
                                .put("color", colour(item.mood())))
                        .put("separator", true));
            }
            body.add(block(run(item.cause())));
            body.add(block(run(item.next())));
            body.add(block(run(item.signature()).put("isSubtle", true)));
        }
        if (!bulletin.more().isEmpty()) {
            body.add(block(run(bulletin.more())));
        }
        voice.link()
                .ifPresent(page -> card.putArray("actions")
                        .addObject()
                        .put("type", "Action.OpenUrl")
                        .put("title", "Open in Dogwatch")
                        .put("url", page.toASCIIString()));
        return card;
    }

    private static ObjectNode block(ObjectNode run) {
        ObjectNode block = JsonText.object().put("type", "RichTextBlock");
        block.putArray("inlines").add(run);
        return block;
    }

    private static ObjectNode run(String text) {
        return JsonText.object().put("type", "TextRun").put("text", text);
    }

    private static String colour(Bulletin.Mood mood) {
        return switch (mood) {
            case ALARM -> "Attention";
            case WARNING -> "Warning";
            case NEUTRAL -> "Default";
            case GOOD -> "Good";
        };
    }
}
