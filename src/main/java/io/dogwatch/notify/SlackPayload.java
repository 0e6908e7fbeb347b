package io.dogwatch.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Blocks for an incoming webhook of Slack; Mattermost and Rocket.Chat show at least the text. */
final class SlackPayload implements PayloadFormatter {

    /** Of 50 blocks that Slack allows. */
    private static final int MAX = 20;

    /** Slack allows 3,000 characters for the text of a block. */
    private static final int MAX_LENGTH = 600;

    private final URI url;
    private final SenderIdentity voice;

    SlackPayload(URI url, SenderIdentity voice) {
        this.url = url;
        this.voice = voice;
    }

    @Override
    public List<WebCall> calls(OutgoingMessage message) {
        ChatMessage bulletin = ChatMessage.of(message, MAX);
        String title = sign(bulletin.mood()) + " " + Escaper.SLACK.text(bulletin.title(), MAX_LENGTH);
        ObjectNode document = JsonEscaper.object();
        document.put("text", title);
        document.put("mrkdwn", false);
        document.put("link_names", false);
        document.put("unfurl_links", false);
        document.put("unfurl_media", false);
        ArrayNode blocks = document.putArray("blocks");
        blocks.add(section("*" + title + "*"));
        bulletin.items().forEach(item -> blocks.add(section(words(bulletin, item))));
        if (!bulletin.more().isEmpty()) {
            blocks.add(section(Escaper.SLACK.text(bulletin.more(), MAX_LENGTH)));
        }
        voice.link().ifPresent(page -> blocks.add(section("<" + page.toASCIIString() + "|Open in Dogwatch>")));
        return List.of(new WebCall(url, Map.of(), JsonEscaper.of(document)));
    }

    private static String words(ChatMessage bulletin, ChatMessage.Item item) {
        String head = bulletin.isAboutOne()
                ? ""
                : "*" + Escaper.SLACK.text(item.name() + " " + item.state(), MAX_LENGTH) + "*\n";
        return head + Escaper.SLACK.text(item.cause(), MAX_LENGTH) + "\n" + Escaper.SLACK.text(item.next(), MAX_LENGTH)
                + "\n" + Escaper.SLACK.text(item.signature(), MAX_LENGTH);
    }

    /** Verbatim: Slack makes no links and mentions of plain text then. */
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
