package io.dogwatch.evidence;

import static io.dogwatch.evidence.SecretFinder.isQuote;
import static io.dogwatch.evidence.SecretFinder.isSpace;
import static io.dogwatch.evidence.SecretFinder.isWord;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The value after the name of a secret: {@code DB_PASSWORD=…}, {@code "apiKey": "…"}, {@code --token …}, {@code
 * Authorization: …}, {@code <password>…</password>}, {@code password '…'}.
 *
 * @param letters the part of the name that identifies a secret
 */
record NamedSecret(String letters, Kind kind) implements SecretFinder {

    enum Kind {
        /** The following text is a secret in any form. */
        NAME,
        /** A header with a secret as its whole value. */
        HEADER,
        /** As a name, but only where the name does not go on as another word: passed, passing. */
        PASS,
        /** A secret only if it is the whole name. */
        WHOLE,
        /** Keys are many things: a secret only if it looks like one. */
        KEY
    }

    static final Map<String, Kind> NAMES = names();

    /** These say that there is none, which is good to know. */
    private static final Set<String> NO_SECRETS = Set.of(
            "null",
            "none",
            "nil",
            "true",
            "false",
            "yes",
            "no",
            "undefined",
            "empty",
            "missing",
            "required",
            "invalid");

    private static final Set<String> SCHEMES = Set.of("basic", "bearer", "token", "digest", "negotiate", "apikey");
    private static final Set<String> OTHER_WORDS = Set.of("word", "wd", "phrase", "code", "wort");
    private static final int MAX_NAME_LENGTH = 60;
    private static final int MAX_VALUE_LENGTH = 4096;
    private static final int LEAST_KEY = 20;

    private static Map<String, Kind> names() {
        Map<String, Kind> names = new LinkedHashMap<>();
        for (String header : new String[] {"authorization", "cookie"}) {
            names.put(header, Kind.HEADER);
        }
        for (String name : new String[] {
            "passw",
            "passphrase",
            "pwd",
            "secret",
            "token",
            "credential",
            "apikey",
            "api_key",
            "api-key",
            "api.key",
            "accesskey",
            "access_key",
            "access-key",
            "access.key",
            "privatekey",
            "private_key",
            "private-key",
            "private.key",
            "accountkey",
            "account_key",
            "encryptionkey",
            "encryption_key",
            "encryption-key",
            "encryption.key",
            "signingkey",
            "signing_key",
            "signing-key",
            "masterkey",
            "master_key",
            "master-key",
            "auth_key",
            "authkey",
            "auth-key",
            "masterauth",
            "sessionid",
            "session_id",
            "session-id",
            "signature",
            "x-auth",
            "jwt",
            "_auth"
        }) {
            names.put(name, Kind.NAME);
        }
        names.put("pass", Kind.PASS);
        names.put("pw", Kind.WHOLE);
        names.put("sig", Kind.WHOLE);
        names.put("sid", Kind.WHOLE);
        names.put("key", Kind.KEY);
        return names;
    }

    @Override
    public Span find(String text, int at) {
        int begin = at;
        while (begin > 0 && at - begin < MAX_NAME_LENGTH && isName(text, begin - 1)) {
            begin--;
        }
        int end = at + letters.length();
        while (end < text.length() && end - at < MAX_NAME_LENGTH && isName(text, end)) {
            end++;
        }
        if (!means(text, at, begin, end)) {
            return Span.NONE;
        }
        int value = value(text, begin, end);
        return value < 0 ? Span.NONE : secret(text, value, text.substring(begin, end));
    }

    private boolean means(String text, int at, int begin, int end) {
        int next = at + letters.length();
        return switch (kind) {
            case NAME, HEADER, KEY -> true;
            case PASS ->
                next >= end
                        || !isWord(text, next)
                        || OTHER_WORDS.stream()
                                .anyMatch(word -> text.regionMatches(true, next, word, 0, word.length()));
            case WHOLE -> end == next && (at == begin || !isWord(text, at - 1));
        };
    }

    private static boolean isName(String text, int at) {
        char c = text.charAt(at);
        return c == '_' || c == '-' || c == '.' || Character.isLetterOrDigit(c);
    }

    /** Where the value begins; -1 if what follows is none. */
    private int value(String text, int begin, int end) {
        int at = end;
        while (at < text.length()
                && at < end + 4
                && (text.charAt(at) == '\\' || isQuote(text, at) || text.charAt(at) == ']')) {
            at++;
        }
        int sign = spaces(text, at);
        int behind = sign;
        while (behind < text.length() && behind < sign + 3 && isSign(text, behind, behind == sign)) {
            behind++;
        }
        if (behind > sign) {
            return spaces(text, behind);
        }
        if (at == end && at < text.length() && text.charAt(at) == '>') {
            return at + 1;
        }
        if (sign == at) {
            return -1;
        }
        boolean isFlag = text.charAt(begin) == '-' && !(sign < text.length() && text.charAt(sign) == '-');
        boolean isDirective = letters.equals("masterauth") || text.regionMatches(true, begin, "requirepass", 0, 11);
        if (isQuote(text, sign) || isFlag || isDirective) {
            return sign;
        }
        for (String verb : new String[] {"is ", "was "}) {
            if (text.regionMatches(true, sign, verb, 0, verb.length())) {
                return spaces(text, sign + verb.length());
            }
        }
        return -1;
    }

    private static boolean isSign(String text, int at, boolean isFirst) {
        char c = text.charAt(at);
        return c == '=' || c == ':' || (c == '>' && !isFirst);
    }

    private static int spaces(String text, int from) {
        int at = from;
        while (at < from + 3 && isSpace(text, at)) {
            at++;
        }
        return at;
    }

    private Span secret(String text, int from, String name) {
        int at = from;
        while (at < text.length() && at < from + 8 && text.charAt(at) == '\\') {
            at++;
        }
        if (isQuote(text, at)) {
            return quoted(text, at + 1, text.charAt(at), at - from);
        }
        int begin = afterScheme(text, from);
        if (kind == Kind.HEADER) {
            return new Span(begin, endOfLine(text, begin));
        }
        int end = text.startsWith("[", begin) ? bracketed(text, begin) : endOfValue(text, begin);
        String value = text.substring(begin, end);
        boolean isStructure = value.startsWith("{") && isQuote(text, begin + 1);
        boolean isFolder = name.toLowerCase(Locale.ROOT).endsWith("pwd") && value.startsWith("/");
        return isStructure || isFolder || !isSecret(value) ? Span.NONE : new Span(begin, end);
    }

    /** Quotes may themselves be escaped, in JSON within JSON: what closes has as many backslashes as what opened. */
    private Span quoted(String text, int from, char quote, int escapes) {
        int most = Math.min(text.length(), from + MAX_VALUE_LENGTH);
        int backslashes = 0;
        int at = from;
        for (; at < most && text.charAt(at) != '\n'; at++) {
            char c = text.charAt(at);
            if (c == quote && (escapes == 0 ? backslashes % 2 == 0 : backslashes <= escapes)) {
                break;
            }
            backslashes = c == '\\' ? backslashes + 1 : 0;
        }
        int end = Math.max(from, at - (escapes > 0 ? Math.min(backslashes, escapes) : 0));
        int begin = afterScheme(text, from);
        return begin < end && isSecret(text.substring(begin, end)) ? new Span(begin, end) : Span.NONE;
    }

    private boolean isSecret(String value) {
        if (NO_SECRETS.contains(value.toLowerCase(Locale.ROOT))) {
            return false;
        }
        if (kind != Kind.KEY) {
            return true;
        }
        return value.length() >= LEAST_KEY
                && value.chars().allMatch(c -> Character.isLetterOrDigit(c) || "+/=_-".indexOf(c) >= 0)
                && value.chars().anyMatch(Character::isDigit)
                && value.chars().anyMatch(Character::isLetter);
    }

    private static int afterScheme(String text, int from) {
        int end = from;
        while (end < from + 12 && isWord(text, end)) {
            end++;
        }
        boolean isScheme =
                isSpace(text, end) && SCHEMES.contains(text.substring(from, end).toLowerCase(Locale.ROOT));
        return isScheme ? spaces(text, end) : from;
    }

    private static int endOfLine(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && !isQuote(text, end)) {
            end++;
        }
        return end;
    }

    private static int bracketed(String text, int from) {
        int most = Math.min(text.length(), from + MAX_VALUE_LENGTH);
        for (int at = from; at < most && text.charAt(at) != '\n'; at++) {
            if (text.charAt(at) == ']') {
                return at + 1;
            }
        }
        return endOfValue(text, from);
    }

    private static int endOfValue(String text, int from) {
        int most = Math.min(text.length(), from + MAX_VALUE_LENGTH);
        int end = from;
        while (end < most && !endsAt(text, end)) {
            end++;
        }
        return end;
    }

    /** Commas and semicolons belong to a secret unless something else begins behind them. */
    private static boolean endsAt(String text, int at) {
        char c = text.charAt(at);
        if (Character.isWhitespace(c) || isQuote(text, at) || c == '&' || c == '<') {
            return true;
        }
        if (c == '}' || c == ')' || c == ']') {
            return at + 1 >= text.length() || !isWord(text, at + 1);
        }
        return (c == ',' || c == ';') && begins(text, at + 1);
    }

    private static boolean begins(String text, int from) {
        if (from >= text.length() || Character.isWhitespace(text.charAt(from)) || isQuote(text, from)) {
            return true;
        }
        int end = from;
        while (end < text.length() && end < from + 30 && (isName(text, end) || text.charAt(end) == ' ')) {
            end++;
        }
        return end > from && end < text.length() && (text.charAt(end) == '=' || text.charAt(end) == ':');
    }
}
