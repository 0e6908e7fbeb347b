package io.dogwatch.docker;

import java.nio.charset.StandardCharsets;

/** Reads what containers wrote, which need not be UTF-8. Never throws: what is none becomes the replacement character. */
final class Utf8 {

    private Utf8() {}

    /** Drops a truncated character at the end. */
    static String decode(byte[] bytes) {
        return new String(bytes, 0, wholeCharacters(bytes, bytes.length), StandardCharsets.UTF_8);
    }

    /** The first {@code max} bytes of the text at most, in whole characters. */
    static String cut(String text, int max) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= max
                ? text
                : new String(bytes, 0, wholeCharacters(bytes, Math.max(0, max)), StandardCharsets.UTF_8);
    }

    static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The first index from {@code from} on where a character may begin. */
    static int nextStart(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && at < from + 3 && (bytes[at] & 0xC0) == 0x80) {
            at++;
        }
        return at;
    }

    private static int wholeCharacters(byte[] bytes, int end) {
        for (int back = 1; back <= Math.min(3, end); back++) {
            int b = bytes[end - back] & 0xFF;
            if ((b & 0xC0) != 0x80) {
                int need = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
                return need > back ? end - back : end;
            }
        }
        return end;
    }
}
