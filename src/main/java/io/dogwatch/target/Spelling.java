package io.dogwatch.target;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the word that was probably meant. */
public final class Spelling {

    /** Longer words are not compared: it would take long, and nobody mistypes so much. */
    private static final int LONGEST = 128;

    private Spelling() {}

    /**
     * The known words that need the fewest corrections, nearest first: two corrections at most, or one for every three
     * letters.
     */
    public static List<String> nearest(String word, Collection<String> known, int most) {
        if (word.length() > LONGEST) {
            return List.of();
        }
        return known.stream()
                .filter(candidate -> candidate.length() <= LONGEST)
                .distinct()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, Math.min(word.length(), 9) / 3))
                .sorted(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }

    /** Damerau's distance: letters added, left out, changed or swapped with their neighbour. Case counts nothing. */
    public static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best =
                        Math.min(distance[i - 1][j - 1] + change, Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, distance[i - 2][j - 2] + 1);
                }
                distance[i][j] = best;
            }
        }
        return distance[a.length()][b.length()];
    }
}
