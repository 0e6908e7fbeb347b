package io.dogwatch.app.cli;

/**
 * How much room text takes on a terminal: letters of East Asia and most emoji take two cells, accents that stand by themselves
 * none, as wcwidth has it. Colours take no room. Stateless.
 */
final class DisplayWidth {

    private static final String ELLIPSIS = "…";

    private DisplayWidth() {}

    static int of(String text) {
        return TextWriter.withoutColours(text)
                .codePoints()
                .map(DisplayWidth::width)
                .sum();
    }

    /** Text without colours, as much of it as fits; what is longer ends in an ellipsis. */
    static String cut(String text, int most) {
        if (of(text) <= most) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int room = most - 1;
        for (int at = 0; at < text.length() && room > 0; ) {
            int c = text.codePointAt(at);
            room -= width(c);
            if (room >= 0) {
                cut.appendCodePoint(c);
            }
            at += Character.charCount(c);
        }
        return most < 1 ? "" : cut.append(ELLIPSIS).toString();
    }

    private static int width(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        if (c < 0x1100) {
            return false;
        }
        boolean isFullWidth =
                (c >= 0xFF01 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x3000 && c <= 0x303E);
        return isFullWidth
                || Character.isIdeographic(c)
                || Character.isEmojiPresentation(c)
                || switch (Character.UnicodeScript.of(c)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI -> c < 0xFF61 || c > 0xFFDC;
                    default -> false;
                };
    }
}
