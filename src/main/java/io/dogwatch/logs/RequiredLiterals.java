package io.dogwatch.logs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a line must hold for an RE2 pattern to match: at least one of some pieces of plain text. Deliberately timid, as
 * {@link LiteralText} is.
 *
 * @param anyOf the pieces, none of them empty; an empty list means that nothing is known, and every line has to be tried
 * @param ignoresCase whether ASCII letters may also be written the other way; the pieces are small then
 * @param isAll whether a line that holds it matches, without trying the pattern
 */
record RequiredLiterals(List<String> anyOf, boolean ignoresCase, boolean isAll) {

    /** Nothing is known: every line has to be tried. */
    static final RequiredLiterals NOTHING = new RequiredLiterals(List.of(), false, false);

    private static final String OPERATORS = "\\^$.|?*+()[]{}";
    private static final String ANY_CASE = "(?i)";

    RequiredLiterals {
        anyOf = List.copyOf(anyOf);
    }

    /** @param pattern one that RE2/J accepts */
    static RequiredLiterals by(String pattern) {
        boolean ignoresCase = pattern.startsWith(ANY_CASE);
        String rest = unwrapped(ignoresCase ? pattern.substring(ANY_CASE.length()) : pattern);
        List<String> pieces = alternatives(rest).stream()
                .map(LiteralText::requiredBy)
                .map(piece -> ignoresCase ? foldable(piece) : piece)
                .toList();
        boolean isAll = !ignoresCase && pieces.size() == 1 && isPlain(rest, pieces.getFirst());
        return pieces.stream().anyMatch(String::isEmpty) ? NOTHING : new RequiredLiterals(pieces, ignoresCase, isAll);
    }

    /** Whether the pattern means that text and nothing else. */
    private static boolean isPlain(String pattern, String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length() && OPERATORS.indexOf(pattern.charAt(i + 1)) >= 0) {
                i++;
                plain.append(pattern.charAt(i));
            } else if (OPERATORS.indexOf(c) >= 0) {
                return false;
            } else {
                plain.append(c);
            }
        }
        return text.contentEquals(plain);
    }

    boolean mayMatch(String text) {
        return anyOf.isEmpty()
                || anyOf.stream().anyMatch(piece -> ignoresCase ? holds(text, piece) : text.contains(piece));
    }

    private static boolean holds(String text, String piece) {
        for (int at = 0; at <= text.length() - piece.length(); at++) {
            if (text.regionMatches(true, at, piece, 0, piece.length())) {
                return true;
            }
        }
        return false;
    }

    /**
     * The longest part whose letters have no other form than small and capital. For RE2, K is also the Kelvin sign and S
     * the long s, and what is not ASCII has forms of its own.
     */
    private static String foldable(String piece) {
        return Stream.of(piece.split("[kKsS]|[^ -~]"))
                .max(Comparator.comparingInt(String::length))
                .orElse("")
                .toLowerCase(Locale.ROOT);
    }

    /** {@code (a|b)} and {@code (?:a|b)} without the parentheses, where they embrace the whole pattern. */
    private static String unwrapped(String pattern) {
        if (!pattern.startsWith("(") || LiteralText.afterGroup(pattern, 0) != pattern.length()) {
            return pattern;
        }
        return unwrapped(pattern.substring(pattern.startsWith("(?:") ? 3 : 1, pattern.length() - 1));
    }

    /** The parts between bars that are in no group; the whole pattern where that cannot be told. */
    private static List<String> alternatives(String pattern) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < pattern.length(); i++) {
            switch (pattern.charAt(i)) {
                case '|' -> {
                    parts.add(pattern.substring(begin, i));
                    begin = i + 1;
                }
                case '(' -> i = LiteralText.afterGroup(pattern, i) - 1;
                case '[' -> i = LiteralText.afterClass(pattern, i) - 1;
                case '\\' -> {
                    i++;
                    if (i < pattern.length() && pattern.charAt(i) == 'Q') {
                        return List.of(pattern);
                    }
                }
                default -> {}
            }
            if (i < 0) {
                return List.of(pattern);
            }
        }
        parts.add(pattern.substring(begin));
        return parts;
    }
}
