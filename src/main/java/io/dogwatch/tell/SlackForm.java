package io.dogwatch.tell;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Blocks for an incoming webhook of Slack; Mattermost and Rocket.Chat show at least the text. */
final class SlackForm implements Form {

    /** Of 50 blocks that Slack allows. */
    private static final int MOST = 20;

    /** Slack allows 3,000 characters for the text of a block. */
    private static final int LONGEST = 600;

    private final URI url;
    private final Voice voice;

    SlackForm(URI url, Voice voice) {
        this.url = url;
        this.voice = voice;
    }

    @Override
    public List<WebCall> calls(Message message) {
        Bulletin bulletin = Bulletin.of(message, MOST);
        String title = sign(bulletin.mood()) + " " + Escaping.SLACK.text(bulletin.title(), LONGEST);
        ObjectNode document = JsonText.object();
        document.put("text", title);
        document.put("mrkdwn", false);
        document.put("link_names", false);
        document.put("unfurl_links", false);
        document.put("unfurl_media", false);
        ArrayNode blocks = document.putArray("blocks");
        blocks.add(section("*" + title + "*"));
        bulletin.items().forEach(item -> blocks.add(section(words(bulletin, item))));
        if (!bulletin.more().isEmpty()) {
            blocks.add(section(Escaping.SLACK.text(bulletin.more(), LONGEST)));
        }
        voice.link().ifPresent(page -> blocks.add(section("<" + page.toASCIIString() + "|Open in Dogwatch>")));
        return List.of(new WebCall(url, Map.of(), JsonText.of(document)));
    }

    private static String words(Bulletin bulletin, Bulletin.Item item) {
        String head = bulletin.isAboutOne()
                ? ""
                : "*" + Escaping.SLACK.text(item.name() + " " + item.state(), LONGEST) + "*\n";
        return head + Escaping.SLACK.text(item.cause(), LONGEST) + "\n" + Escaping.SLACK.text(item.next(), LONGEST)
                + "\n" + Escaping.SLACK.text(item.signature(), LONGEST);
    }

    /** Verbatim: Slack makes no links and mentions of plain text then. */
    private static ObjectNode section(String text) {
        ObjectNode section = JsonText.object().put("type", "section");
        section.putObject("text").put("type", "mrkdwn").put("text", text).put("verbatim", true);
        return section;
    }

    private static String sign(Bulletin.Mood mood) {
        return switch (mood) {
            case ALARM -> ":red_circle:";
            case WARNING -> ":large_orange_circle:";
            case NEUTRAL -> ":white_circle:";
            case GOOD -> ":large_green_circle:";
        };
    }
}
