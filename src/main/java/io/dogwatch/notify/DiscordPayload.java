package io.dogwatch.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Formats an embed for a Discord webhook. Mentions are disabled. */
final class DiscordPayload implements PayloadFormatter {

    private static final int MAX = 10;
    private static final int MAX_TITLE_LENGTH = 256;

    /** Share of Discord's limit of 4,096 characters: each of the three parts of each item is cut so all items fit. */
    private static final int MAX_SINGLE_LENGTH = 1000;

    private static final int MAX_MANY_LENGTH = 90;

    private final URI url;
    private final SenderIdentity identity;

    DiscordPayload(URI url, SenderIdentity identity) {
        this.url = url;
        this.identity = identity;
    }

    @Override
    public List<WebCall> calls(OutgoingMessage message) {
        ChatMessage chat = ChatMessage.of(message, MAX);
        ObjectNode document = JsonEscaper.object().put("username", "Dogwatch");
        document.putObject("allowed_mentions").putArray("parse");
        ObjectNode embed = document.putArray("embeds").addObject();
        embed.put("title", Escaper.DISCORD.text(chat.title(), MAX_TITLE_LENGTH));
        embed.put("description", description(chat));
        embed.put("color", colour(chat.mood()));
        embed.put("timestamp", message.createdAt().toString());
        identity.link().ifPresent(page -> embed.put("url", page.toASCIIString()));
        return List.of(new WebCall(url, Map.of(), JsonEscaper.of(document)));
    }

    private static String description(ChatMessage chat) {
        String items = chat.isAboutOne()
                ? words(chat.items().getFirst(), MAX_SINGLE_LENGTH)
                : chat.items().stream()
                        .map(item -> "**" + Escaper.DISCORD.text(item.name() + " " + item.state(), MAX_MANY_LENGTH)
                                + "**\n" + words(item, MAX_MANY_LENGTH))
                        .collect(Collectors.joining("\n\n"));
        return chat.more().isEmpty() ? items : items + "\n\n" + Escaper.DISCORD.text(chat.more(), 300);
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
