package io.dogwatch.tell;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An embed for a webhook of Discord. Nobody can be mentioned by it, whatever stands in it. */
final class DiscordForm implements Form {

    private static final int MOST = 10;
    private static final int LONGEST_TITLE = 256;

    /** Of the 4,096 that Discord allows; each of its three parts of each item is cut so that all fit. */
    private static final int LONGEST_ALONE = 1000;

    private static final int LONGEST_OF_MANY = 90;

    private final URI url;
    private final Voice voice;

    DiscordForm(URI url, Voice voice) {
        this.url = url;
        this.voice = voice;
    }

    @Override
    public List<WebCall> calls(Message message) {
        Bulletin bulletin = Bulletin.of(message, MOST);
        ObjectNode document = JsonText.object().put("username", "Dogwatch");
        document.putObject("allowed_mentions").putArray("parse");
        ObjectNode embed = document.putArray("embeds").addObject();
        embed.put("title", Escaping.DISCORD.text(bulletin.title(), LONGEST_TITLE));
        embed.put("description", description(bulletin));
        embed.put("color", colour(bulletin.mood()));
        embed.put("timestamp", message.createdAt().toString());
        voice.link().ifPresent(page -> embed.put("url", page.toASCIIString()));
        return List.of(new WebCall(url, Map.of(), JsonText.of(document)));
    }

    private static String description(Bulletin bulletin) {
        String items = bulletin.isAboutOne()
                ? words(bulletin.items().getFirst(), LONGEST_ALONE)
                : bulletin.items().stream()
                        .map(item -> "**" + Escaping.DISCORD.text(item.name() + " " + item.state(), LONGEST_OF_MANY)
                                + "**\n" + words(item, LONGEST_OF_MANY))
                        .collect(Collectors.joining("\n\n"));
        return bulletin.more().isEmpty() ? items : items + "\n\n" + Escaping.DISCORD.text(bulletin.more(), 300);
    }

    private static String words(Bulletin.Item item, int longest) {
        return Escaping.DISCORD.text(item.cause(), longest) + "\n" + Escaping.DISCORD.text(item.next(), longest) + "\n"
                + Escaping.DISCORD.text(item.signature(), longest);
    }

    private static int colour(Bulletin.Mood mood) {
        return switch (mood) {
            case ALARM -> 0xD32F2F;
            case WARNING -> 0xF57C00;
            case NEUTRAL -> 0x757575;
            case GOOD -> 0x388E3C;
        };
    }
}
