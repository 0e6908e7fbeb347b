package io.dogwatch.tell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A bulletin as plain text, for services that show it as it is. */
final class PlainBulletin {

    private static final Escaping AS_IT_IS = new Escaping(Map.of());

    private PlainBulletin() {}

    /** @param max characters */
    static String of(Bulletin bulletin, int max) {
        List<String> lines = new ArrayList<>();
        for (Bulletin.Item item : bulletin.items()) {
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
