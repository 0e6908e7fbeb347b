package io.dogwatch.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A bulletin as plain text, for services that show it as it is. */
final class PlainChatText {

    private static final Escaper AS_IT_IS = new Escaper(Map.of());

    private PlainChatText() {}

    /** @param max characters */
    static String of(ChatMessage bulletin, int max) {
        List<String> lines = new ArrayList<>();
        for (ChatMessage.Item item : bulletin.items()) {
            if (!bulletin.isAboutOne()) {
                lines.add(item.name() + " " + item.state());
            }
            lines.add(item.cause());
            lines.add(item.next());
            lines.add(item.signature());
            lines.add("");
        }
        if (!bulletin.more().isEmpty()) {
            lines.add(bulletin.more());
        }
        return AS_IT_IS.text(String.join("\n", lines).strip(), max);
    }
}
