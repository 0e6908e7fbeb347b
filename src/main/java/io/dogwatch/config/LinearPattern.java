package io.dogwatch.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * Judges a pattern before it is used. RE2 runs in linear time, but RE2/J 1.8 compiles without a limit: nested counted
 * repeats such as {@code ((((a{0,20}){0,20}){0,20}){0,20}){0,20}} exhaust a heap of 256 MB, and 20,000 opened groups the
 * stack. Nor does it end when it ignores case and meets one of nine Cyrillic letters ({@link #UNFOLDABLE_FIRST}), by
 * itself or in a range such as {@code [a-😀]}. A label must not be able to do that.
 */
final class LinearPattern {

    static final int MAX_LENGTH = 1000;
    private static final int MAX_DEPTH = 50;
    /** Instructions after unfolding the counted repeats; as in Go's regexp/syntax, a guard and not an exact count. */
    private static final long MAX_COST = 20_000;

    /**
     * U+1C80 to U+1C88 are lower-case letters with an upper-case form that belongs to another lower-case letter.
     * RE2/J 1.8 follows such letters in a circle, and from these it never terminates.
     */
    private static final int UNFOLDABLE_FIRST = 0x1C80;

    private static final int UNFOLDABLE_LAST = 0x1C88;
    private static final Pattern IGNORES_CASE = Pattern.compile("\\(\\?[a-zA-Z-]*i");

    private LinearPattern() {}

    /** @return what is wrong with it, one clause; empty if it can be used */
    static Optional<String> fault(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            return Optional.of("must not exceed " + MAX_LENGTH + " characters");
        }
        if (cost(pattern) > MAX_COST) {
            return Optional.of("too large after its counted repeats and groups are expanded");
        }
        if (IGNORES_CASE.matcher(pattern).find() && mayHoldUnfoldable(pattern)) {
            return Optional.of("a case-insensitive pattern must not contain letters or ranges from U+1C80 upwards;"
                    + " make the pattern case-sensitive");
        }
        try {
            Pattern.compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(e.getDescription());
        }
    }

    /**
     * Whether the text contains one of the letters or a range that may include one. Conservative: treats every
     * dash as a range.
     */
    private static boolean mayHoldUnfoldable(String pattern) {
        boolean afterDash = false;
        int i = 0;
        while (i < pattern.length()) {
            int point = pattern.codePointAt(i);
            int next = i + Character.charCount(point);
            if (pattern.startsWith("\\x{", i)) {
                int end = pattern.indexOf('}', i);
                point = hexadecimal(pattern, i + 3, end);
                next = end < 0 ? pattern.length() : end + 1;
            }
            if (point >= UNFOLDABLE_FIRST && (point <= UNFOLDABLE_LAST || afterDash)) {
                return true;
            }
            afterDash = point == '-' || (afterDash && point == '\\'); // a backslash may stand before any letter
            i = next;
        }
        return false;
    }

    /** Returns the code point of an escape, or the first of the problematic letters if the escape is invalid. */
    private static int hexadecimal(String pattern, int from, int to) {
        try {
            return Integer.parseInt(pattern.substring(from, Math.max(from, to)), 16);
        } catch (NumberFormatException e) {
            return UNFOLDABLE_FIRST;
        }
    }

    /** An upper estimate of the compiled size, or more than the limit if groups are nested too deeply. */
    private static long cost(String pattern) {
        long[] group = new long[MAX_DEPTH + 2];
        int depth = 0;
        long atom = 0;
        for (int i = 0; i < pattern.length(); i++) {
            switch (pattern.charAt(i)) {
                case '\\' -> {
                    i++;
                    atom = 1;
                }
                case '[' -> {
                    i = endOfClass(pattern, i);
                    atom = 4;
                }
                case '(' -> {
                    if (++depth > MAX_DEPTH) {
                        return MAX_COST + 1;
                    }
                    group[depth] = 2;
                    continue;
                }
                case ')' -> {
                    if (depth == 0) {
                        return 0; // not a pattern; the compiler says so better
                    }
                    atom = group[depth--];
                }
                case '{' -> {
                    long times = repeats(pattern, i);
                    group[depth] = Math.min(MAX_COST + 1, group[depth] + atom * (times - 1));
                    atom = Math.min(MAX_COST + 1, atom * times);
                    continue;
                }
                default -> atom = 1;
            }
            group[depth] = Math.min(MAX_COST + 1, group[depth] + atom);
        }
        long all = 0;
        for (int i = 0; i <= depth; i++) {
            all += group[i];
        }
        return all;
    }

    private static int endOfClass(String pattern, int start) {
        int i = start + 1;
        if (i < pattern.length() && pattern.charAt(i) == '^') {
            i++;
        }
        i++; // a bracket in the first place is a member
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            i += pattern.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    /** The larger number of {@code {n,m}} at this place; 1 if it is no counted repeat. */
    private static long repeats(String pattern, int start) {
        long most = 1;
        long number = 0;
        for (int i = start + 1; i < pattern.length() && i < start + 12; i++) {
            char c = pattern.charAt(i);
            if (c >= '0' && c <= '9') {
                number = number * 10 + (c - '0');
                most = Math.max(most, number);
            } else if (c == ',') {
                number = 0;
            } else {
                return c == '}' ? most : 1;
            }
        }
        return 1;
    }
}
