package io.dogwatch.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Formats blocks for a Slack incoming webhook; Mattermost and Rocket.Chat show at least the text. */
final class SlackPayload implements PayloadFormatter {

    /** Maximum number of items; Slack allows 50 blocks. */
    private static final int MAX = 20;

    /** Maximum length of a text; Slack allows 3,000 characters per block. */
    private static final int MAX_LENGTH = 600;

    private final URI url;
    private final SenderIdentity identity;

    SlackPayload(URI url, SenderIdentity identity) {
        this.url = url;
        this.identity = identity;
    }

    @Override
    public List<WebCall> calls(OutgoingMessage message) {
        ChatMessage chat = ChatMessage.of(message, MAX);
        String title = sign(chat.mood()) + " " + Escaper.SLACK.text(chat.title(), MAX_LENGTH);
        ObjectNode document = JsonEscaper.object();
        document.put("text", title);
        document.put("mrkdwn", false);
        document.put("link_names", false);
        document.put("unfurl_links", false);
        document.put("unfurl_media", false);
        ArrayNode blocks = document.putArray("blocks");
        blocks.add(section("*" + title + "*"));
        chat.items().forEach(item -> blocks.add(section(words(chat, item))));
        if (!chat.more().isEmpty()) {
            blocks.add(section(Escaper.SLACK.text(chat.more(), MAX_LENGTH)));
        }
        identity.link().ifPresent(page -> blocks.add(section("<" + page.toASCIIString() + "|Open in Dogwatch>")));
        return List.of(new WebCall(url, Map.of(), JsonEscaper.of(document)));
    }

    private static String words(ChatMessage chat, ChatMessage.Item item) {
        String head =
                chat.isAboutOne() ? "" : "*" + Escaper.SLACK.text(item.name() + " " + item.state(), MAX_LENGTH) + "*\n";
        return head + Escaper.SLACK.text(item.cause(), MAX_LENGTH) + "\n" + Escaper.SLACK.text(item.next(), MAX_LENGTH)
                + "\n" + Escaper.SLACK.text(item.signature(), MAX_LENGTH);
    }

    /** Creates a verbatim section, in which Slack does not detect links and mentions. */
    private static ObjectNode section(String text) {
        ObjectNode section = JsonEscaper.object().put("type", "section");
        section.putObject("text").put("type", "mrkdwn").put("text", text).put("verbatim", true);
        return section;
    }

    private static String sign(ChatMessage.Mood mood) {
        return switch (mood) {
            case ALARM -> ":red_circle:";
            case WARNING -> ":large_orange_circle:";
            case NEUTRAL -> ":white_circle:";
            case GOOD -> ":large_green_circle:";
        };
    }
}
