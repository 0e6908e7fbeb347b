package io.dogwatch.notify;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes text into a language in which some characters mean something.
 *
 * @param replacements by character
 */
record Escaper(Map<Integer, String> replacements) {

    /**
     * For Slack: its three entities switch off mentions and links, and what would be bold, struck out or code becomes its
     * look-alike, since Slack has no escape for it. An underscore stays, as names are full of them.
     */
    static final Escaper SLACK =
            of(Map.of("&", "&amp;", "<", "&lt;", ">", "&gt;", "*", "\u2217", "~", "\u223C", "`", "'"));

    /** For Discord's markdown: a backslash before everything that could begin a mention, a link, an emoji or a style. */
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

    /** @param max how many characters the result has at most; what is longer ends in an ellipsis, and in no half escape */
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
