package io.dogwatch.containerstats;

import java.util.OptionalLong;

/** Reads the numbers of the kernel's files. Pure; never throws. */
final class Numbers {

    private Numbers() {}

    /** A decimal number from 0 on; what is larger than a long counts as the largest one; empty if it is none. */
    static OptionalLong read(String text) {
        if (text.isEmpty() || text.length() > 20) {
            return OptionalLong.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return OptionalLong.empty();
            }
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.of(Long.MAX_VALUE);
        }
    }

    /** The number behind a word at the beginning of a line, as in {@code memory.stat}. */
    static OptionalLong field(String text, String word) {
        return text.lines()
                .filter(line -> line.startsWith(word) && line.startsWith(" ", word.length()))
                .map(line -> read(line.substring(word.length()).strip()))
                .findFirst()
                .orElse(OptionalLong.empty());
    }
}
