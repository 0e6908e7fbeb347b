package io.dogwatch.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * An adaptive card for a workflow of Teams that is started by a webhook. All text stands in text runs, in which markdown and
 * mentions mean nothing, so that nothing needs to be escaped.
 */
final class TeamsPayload implements PayloadFormatter {

    /** Teams takes 28 KB in all. */
    private static final int MAX = 10;

    private final URI url;
    private final SenderIdentity voice;

    TeamsPayload(URI url, SenderIdentity voice) {
        this.url = url;
        this.voice = voice;
    }

    @Override
    public List<WebCall> calls(OutgoingMessage message) {
        ObjectNode document = JsonEscaper.object().put("type", "message");
        document.putArray("attachments")
                .addObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive")
                .set("content", card(ChatMessage.of(message, MAX)));
        return List.of(new WebCall(url, Map.of(), JsonEscaper.of(document)));
    }

    private ObjectNode card(ChatMessage bulletin) {
        ObjectNode card = JsonEscaper.object()
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        ArrayNode body = card.putArray("body");
        body.add(block(run(bulletin.title())
                .put("weight", "Bolder")
                .put("size", "Medium")
                .put("color", colour(bulletin.mood()))));
        for (ChatMessage.Item item : bulletin.items()) {
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
        ObjectNode block = JsonEscaper.object().put("type", "RichTextBlock");
        block.putArray("inlines").add(run);
        return block;
    }

    private static ObjectNode run(String text) {
        return JsonEscaper.object().put("type", "TextRun").put("text", text);
    }

    private static String colour(ChatMessage.Mood mood) {
        return switch (mood) {
            case ALARM -> "Attention";
            case WARNING -> "Warning";
            case NEUTRAL -> "Default";
            case GOOD -> "Good";
        };
    }
}
