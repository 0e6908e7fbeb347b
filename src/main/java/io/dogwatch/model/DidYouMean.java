package io.dogwatch.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Suggests known words for an unknown one. */
public final class DidYouMean {

    /** Container names can be long; typing errors affect only a few characters. */
    private static final int MAX_LENGTH = 128;

    private DidYouMean() {}

    /** {@code ; did you mean "port"?}, or else the list of what is allowed. */
    public static String of(String word, Collection<String> allowed) {
        return nearest(word, allowed)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElseGet(() -> "; allowed: "
                        + String.join(", ", allowed.stream().sorted().toList()));
    }

    /** The allowed word that needs the fewest corrections: two at most, or one for every three letters. */
    public static Optional<String> nearest(String word, Collection<String> allowed) {
        if (word.length() > 60) {
            return Optional.empty();
        }
        return allowed.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, Math.min(word.length(), 9) / 3))
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** All words with the same distance, nearest first. */
    public static List<String> nearest(String word, Collection<String> known, int most) {
        return word.length() > MAX_LENGTH
                ? List.of()
                : known.stream()
                        .distinct()
                        .filter(candidate -> candidate.length() <= MAX_LENGTH)
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
