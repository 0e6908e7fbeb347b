package io.dogwatch.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An embed for a webhook of Discord. Nobody can be mentioned by it, whatever stands in it. */
final class DiscordPayload implements PayloadFormatter {

    private static final int MAX = 10;
    private static final int MAX_TITLE_LENGTH = 256;

    /** Of the 4,096 that Discord allows; each of its three parts of each item is cut so that all fit. */
    private static final int MAX_SINGLE_LENGTH = 1000;

    private static final int MAX_MANY_LENGTH = 90;

    private final URI url;
    private final SenderIdentity voice;

    DiscordPayload(URI url, SenderIdentity voice) {
        this.url = url;
        this.voice = voice;
    }

    @Override
    public List<WebCall> calls(OutgoingMessage message) {
        ChatMessage bulletin = ChatMessage.of(message, MAX);
        ObjectNode document = JsonEscaper.object().put("username", "Dogwatch");
        document.putObject("allowed_mentions").putArray("parse");
        ObjectNode embed = document.putArray("embeds").addObject();
        embed.put("title", Escaper.DISCORD.text(bulletin.title(), MAX_TITLE_LENGTH));
        embed.put("description", description(bulletin));
        embed.put("color", colour(bulletin.mood()));
        embed.put("timestamp", message.createdAt().toString());
        voice.link().ifPresent(page -> embed.put("url", page.toASCIIString()));
        return List.of(new WebCall(url, Map.of(), JsonEscaper.of(document)));
    }

    private static String description(ChatMessage bulletin) {
        String items = bulletin.isAboutOne()
                ? words(bulletin.items().getFirst(), MAX_SINGLE_LENGTH)
                : bulletin.items().stream()
                        .map(item -> "**" + Escaper.DISCORD.text(item.name() + " " + item.state(), MAX_MANY_LENGTH)
                                + "**\n" + words(item, MAX_MANY_LENGTH))
                        .collect(Collectors.joining("\n\n"));
        return bulletin.more().isEmpty() ? items : items + "\n\n" + Escaper.DISCORD.text(bulletin.more(), 300);
    }

    private static String words(ChatMessage.Item item, int longest) {
        return Escaper.DISCORD.text(item.cause(), longest) + "\n" + Escaper.DISCORD.text(item.next(), longest) + "\n"
                + Escaper.DISCORD.text(item.signature(), longest);
    }

    private static int colour(ChatMessage.Mood mood) {
        return switch (mood) {
            case ALARM -> 0xD32F2F;
            case WARNING -> 0xF57C00;
            case NEUTRAL -> 0x757575;
            case GOOD -> 0x388E3C;
        };
    }
}
