package io.dogwatch.notify;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * Escapes text for a markup language.
 *
 * @param replacements by character
 */
record Escaper(Map<Integer, String> replacements) {

    /**
     * For Slack: three entities disable mentions and links. Characters for bold, strikethrough and code become
     * look-alikes, because Slack has no escape for them. Underscores are kept, because names often contain them.
     */
    static final Escaper SLACK =
            of(Map.of("&", "&amp;", "<", "&lt;", ">", "&gt;", "*", "\u2217", "~", "\u223C", "`", "'"));

    /**
     * For Discord markdown: a backslash before each character that could start a mention, a link, an emoji or
     * formatting.
     */
    static final Escaper DISCORD = backslash("\\*_~`|<>@#:[]()");

    Escaper {
        replacements = Map.copyOf(replacements);
    }

    private static Escaper of(Map<String, String> replacements) {
        return new Escaper(replacements.entrySet().stream()
                .collect(Collectors.toMap(one -> one.getKey().codePointAt(0), Map.Entry::getValue)));
    }

    private static Escaper backslash(String characters) {
        return new Escaper(
                characters.chars().boxed().collect(Collectors.toMap(c -> c, c -> "\\" + Character.toString(c))));
    }

    /** @param max the maximum length of the result; longer text ends in an ellipsis and never in a partial escape */
    String text(String plain, int max) {
        StringBuilder written = new StringBuilder();
        int fits = 0;
        for (int i = 0; i < plain.length(); ) {
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            String one = replacements.getOrDefault(c, Character.toString(c));
            written.append(one);
            if (written.length() <= max - 1) {
                fits = written.length();
            } else if (written.length() > max || i < plain.length()) {
                return written.substring(0, fits) + "…";
            }
        }
        return written.toString();
    }
}
