package io.dogwatch.evidence;

import static io.dogwatch.evidence.SecretFinder.first;
import static io.dogwatch.evidence.SecretFinder.isQuote;
import static io.dogwatch.evidence.SecretFinder.last;

/** Passwords in URLs, and in what database clients write in place of them. */
final class UrlSecret {

    private static final int FARTHEST = 512;
    private static final int LEAST_TOKEN = 16;

    private UrlSecret() {}

    /**
     * @param at index of {@code ://}. The secret is before the {@code @} of the host: the password, or a long name
     *     used as a token
     */
    static Span inUrl(String text, int at) {
        int from = at + 3;
        if (first(text, '@', from, from + FARTHEST) < 0) {
            return Span.NONE;
        }
        int end = SecretFinder.endOfWord(text, from, FARTHEST);
        int authority = from;
        while (authority < end && "/?#".indexOf(text.charAt(authority)) < 0) {
            authority++;
        }
        int colon = first(text, ':', from, authority);
        boolean hasColon = colon >= 0;
        int host = last(text, '@', from, authority);
        if (host >= from) {
            if (hasColon && colon < host) {
                return new Span(colon + 1, host);
            }
            return host - from >= LEAST_TOKEN ? new Span(from, host) : Span.NONE;
        }
        // Many write a slash into a password without encoding it; a port in front of a path is a number.
        host = last(text, '@', from, end);
        boolean isPort = hasColon && text.substring(colon + 1, authority).matches("\\d{0,5}");
        return hasColon && !isPort && text.charAt(from) != '[' && host > colon ? new Span(colon + 1, host) : Span.NONE;
    }

    /** @param at of the {@code @} in {@code user:password@tcp(host)} */
    static Span before(String text, int at) {
        int from = at;
        while (from > 0
                && at - from < FARTHEST
                && !Character.isWhitespace(text.charAt(from - 1))
                && !isQuote(text, from - 1)
                && text.charAt(from - 1) != '@'
                && text.charAt(from - 1) != '=') {
            from--;
        }
        int colon = first(text, ':', from, at);
        return colon >= 0 ? new Span(colon + 1, at) : Span.NONE;
    }
}
