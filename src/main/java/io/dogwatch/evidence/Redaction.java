package io.dogwatch.evidence;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * Takes secrets out of text before it is stored, mailed or shown: by their names ({@code DB_PASSWORD=…}), by their own look
 * (tokens of well-known services, JWTs, private keys, password hashes), or by their place (URLs, headers, command lines). In
 * linear time. Safe for use by many threads.
 */
public final class Redaction {

    static final String MARK = "[redacted]";

    private volatile List<Pattern> more;

    /** @param more patterns of the operator's, in RE2 syntax; the whole match is taken out */
    public Redaction(List<String> more) {
        this.more = compiled(more);
    }

    /** From now on these are the operator's patterns. */
    public void follow(List<String> others) {
        more = compiled(others);
    }

    private static List<Pattern> compiled(List<String> patterns) {
        return patterns.stream().map(Pattern::compile).toList();
    }

    /** Done twice it changes nothing more. */
    public String of(String text) {
        String clean = SecretScan.hide(text);
        for (Pattern pattern : more) {
            clean = pattern.matcher(clean).replaceAll(MARK);
        }
        return clean;
    }
}
