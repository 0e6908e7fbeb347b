package io.dogwatch.logs;

import java.util.Arrays;

/** Takes the escapes out of the inside of a JSON string. Pure; never throws, whatever the bytes are. */
final class JsonStringDecoder {

    private static final int REPLACEMENT = 0xFFFD;

    private final byte[] bytes;
    private final int end;
    private final byte[] text;
    private int at;
    private int length;

    private JsonStringDecoder(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        // No escape is shorter than what it stands for.
        this.text = new byte[end - from];
    }

    /** @return UTF-8, if the bytes were; half a surrogate pair becomes the replacement character */
    static byte[] decode(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] == '\\') {
                return new JsonStringDecoder(bytes, from, end).decode();
            }
        }
        return Arrays.copyOfRange(bytes, from, end);
    }

    private byte[] decode() {
        while (at < end) {
            byte b = bytes[at++];
            if (b != '\\' || at == end) {
                text[length++] = b;
            } else {
                escaped(bytes[at++]);
            }
        }
        return Arrays.copyOf(text, length);
    }

    private void escaped(byte kind) {
        switch (kind) {
            case 'n' -> text[length++] = '\n';
            case 't' -> text[length++] = '\t';
            case 'r' -> text[length++] = '\r';
            case 'b' -> text[length++] = '\b';
            case 'f' -> text[length++] = '\f';
            case 'u' -> put(codePoint());
            default -> text[length++] = kind;
        }
    }

    private int codePoint() {
        int first = unit(at);
        if (first < 0) {
            // No escape at all. One byte, since no more than was read may be written.
            return 'u';
        }
        at += 4;
        if (first < Character.MIN_SURROGATE || first > Character.MAX_SURROGATE) {
            return first;
        }
        boolean another = at + 2 <= end && bytes[at] == '\\' && bytes[at + 1] == 'u';
        int second = another ? unit(at + 2) : -1;
        if (second >= 0 && Character.isSurrogatePair((char) first, (char) second)) {
            at += 6;
            return Character.toCodePoint((char) first, (char) second);
        }
        return REPLACEMENT;
    }

    /** @return -1 where there are no four digits */
    private int unit(int from) {
        if (from + 4 > end) {
            return -1;
        }
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = (unit << 4) | digit;
        }
        return unit;
    }

    private void put(int point) {
        if (point < 0x80) {
            text[length++] = (byte) point;
        } else if (point < 0x800) {
            text[length++] = (byte) (0xC0 | (point >> 6));
            text[length++] = (byte) (0x80 | (point & 0x3F));
        } else if (point < 0x10000) {
            text[length++] = (byte) (0xE0 | (point >> 12));
            text[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
            text[length++] = (byte) (0x80 | (point & 0x3F));
        } else {
            text[length++] = (byte) (0xF0 | (point >> 18));
            text[length++] = (byte) (0x80 | ((point >> 12) & 0x3F));
            text[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
            text[length++] = (byte) (0x80 | (point & 0x3F));
        }
    }
}
