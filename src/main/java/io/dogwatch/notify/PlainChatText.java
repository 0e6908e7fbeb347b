package io.dogwatch.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Formats a chat message as plain text. */
final class PlainChatText {

    private static final Escaper AS_IT_IS = new Escaper(Map.of());

    private PlainChatText() {}

    /** @param max the maximum length in characters */
    static String of(ChatMessage chat, int max) {
        List<String> lines = new ArrayList<>();
        for (ChatMessage.Item item : chat.items()) {
            if (!chat.isAboutOne()) {
                lines.add(item.name() + " " + item.state());
            }
            lines.add(item.cause());
            lines.add(item.next());
            lines.add(item.signature());
            lines.add("");
        }
        if (!chat.more().isEmpty()) {
            lines.add(chat.more());
        }
        return AS_IT_IS.text(String.join("\n", lines).strip(), max);
    }
}
