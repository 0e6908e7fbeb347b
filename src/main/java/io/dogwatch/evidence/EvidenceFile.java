package io.dogwatch.evidence;

import io.dogwatch.model.Evidence.Exhibit;
import java.nio.charset.StandardCharsets;

/**
 * What one source has given, without secrets, before it is known how much room it has.
 *
 * @param heading one line: when it was taken
 * @param complete false if it could not be had
 */
record EvidenceFile(EvidenceSource source, String heading, String text, boolean complete) {

    /** Which end of a text is kept when it is too long. */
    enum Kept {
        BEGINNING,
        END
    }

    private static final int ROOM_FOR_NOTE = 80;

    /** What it needs besides its text. */
    int overhead() {
        return heading.getBytes(StandardCharsets.UTF_8).length + ROOM_FOR_NOTE;
    }

    int size() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** @param room bytes for the text */
    Exhibit within(int room) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= room) {
            return new Exhibit(source.name(), heading + text, complete);
        }
        String note = "[cut: " + (bytes.length - room) + " of " + bytes.length + " bytes are omitted here]\n";
        return new Exhibit(
                source.name(),
                switch (source.kept()) {
                    case BEGINNING -> heading + beginning(bytes, room) + "\n" + note;
                    case END -> heading + note + end(bytes, room);
                },
                false);
    }

    private static String beginning(byte[] bytes, int room) {
        int end = room;
        while (end > 0 && isInside(bytes, end)) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** From the beginning of a line on, if one begins soon. */
    private static String end(byte[] bytes, int room) {
        int from = bytes.length - room;
        while (from < bytes.length && isInside(bytes, from)) {
            from++;
        }
        for (int at = from; at < bytes.length && at < from + room / 2; at++) {
            if (bytes[at] == '\n') {
                from = at + 1;
                break;
            }
        }
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }

    /** Whether a character has begun before this byte. */
    private static boolean isInside(byte[] bytes, int at) {
        return at < bytes.length && (bytes[at] & 0xC0) == 0x80;
    }
}
