package io.dogwatch.evidence;

import static io.dogwatch.evidence.SecretFinder.endOfWord;
import static io.dogwatch.evidence.SecretFinder.first;
import static io.dogwatch.evidence.SecretFinder.isQuote;
import static io.dogwatch.evidence.SecretFinder.isSpace;
import static io.dogwatch.evidence.SecretFinder.isWord;
import static io.dogwatch.evidence.SecretFinder.last;

/** Secrets in command lines and statements, which have a place and no name. */
final class CommandSecret {

    private static final int FARTHEST = 200;
    private static final int MAX_LENGTH = 1024;
    private static final int LEAST_CREDENTIAL = 8;

    private CommandSecret() {}

    /** {@code mysql -psecret}: only of such programs, since -p is a port or a path elsewhere. */
    static Span afterDatabaseClient(String text, int at) {
        int value = at + 2;
        if (!startsWord(text, at) || value >= text.length() || Character.isWhitespace(text.charAt(value))) {
            return Span.NONE;
        }
        int least = Math.max(0, at - FARTHEST);
        String before = text.substring(Math.max(least, last(text, '\n', least, at) + 1), at);
        boolean isClient = before.contains("mysql") || before.contains("mariadb");
        return isClient ? valueAt(text, value) : Span.NONE;
    }

    /** {@code curl -u name:secret}. */
    static Span userAndPassword(String text, int at) {
        int letters = text.startsWith("--user", at) ? 6 : 2;
        if (!startsWord(text, at)) {
            return Span.NONE;
        }
        int from = at + letters;
        if (from < text.length() && (isSpace(text, from) || text.charAt(from) == '=')) {
            from++;
        }
        from += isQuote(text, from) ? 1 : 0;
        int end = endOfWord(text, from, MAX_LENGTH);
        int colon = first(text, ':', from, end);
        if (colon < 0 || text.substring(colon + 1, end).matches("\\d*")) {
            return Span.NONE;
        }
        return new Span(colon + 1, end);
    }

    /** {@code sshpass -p secret}. */
    static Span sshpass(String text, int at) {
        return afterFlag(text, at, "-p");
    }

    /** {@code redis-cli -h host -a secret}. */
    static Span redis(String text, int at) {
        return afterFlag(text, at, "-a");
    }

    /** {@code IDENTIFIED BY 'secret'}. */
    static Span identifiedBy(String text, int at) {
        return valueAt(text, at + "identified by ".length());
    }

    /** {@code Bearer secret}, without a header's name. */
    static Span afterScheme(String text, int at) {
        if (isWord(text, at - 1)) {
            return Span.NONE;
        }
        int from = at + (text.regionMatches(true, at, "basic", 0, 5) ? 6 : 7);
        int end = endOfWord(text, from, MAX_LENGTH);
        String value = text.substring(from, end);
        boolean looksLikeOne = value.length() >= LEAST_CREDENTIAL
                && value.chars().allMatch(c -> (c < 128 && Character.isLetterOrDigit(c)) || "._~+/=-".indexOf(c) >= 0)
                && value.chars().anyMatch(c -> Character.isDigit(c) || Character.isUpperCase(c) || c == '=');
        return looksLikeOne ? new Span(from, end) : Span.NONE;
    }

    private static Span afterFlag(String text, int at, String flag) {
        int line = first(text, '\n', at, at + FARTHEST);
        int most = line < 0 ? Math.min(text.length(), at + FARTHEST) : line;
        int found = text.indexOf(" " + flag, at, most);
        if (found < 0) {
            return Span.NONE;
        }
        int value = found + 1 + flag.length();
        return valueAt(text, isSpace(text, value) ? value + 1 : value);
    }

    private static Span valueAt(String text, int from) {
        int begin = isQuote(text, from) ? from + 1 : from;
        return new Span(begin, endOfWord(text, begin, MAX_LENGTH));
    }

    private static boolean startsWord(String text, int at) {
        return at == 0 || Character.isWhitespace(text.charAt(at - 1)) || isQuote(text, at - 1);
    }
}
