package io.dogwatch.act;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.stream.Stream;

/** Takes secrets out of text before it is stored, mailed or shown. Linear time. Safe for use by many threads. */
public final class Redaction {

    static final String MARK = "[redacted]";

    /**
     * What gives a secret away: its name before it, its own prefix, or its place in a URL. What stands in the first group
     * is kept, and so is what stands in the second, if there is one.
     */
    private static final List<String> KNOWN = List.of(
            "(?i)((?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)[\"']?\\s*[=:]\\s*[\"']?)[^\\s\"',;&]+",
            "(?i)(authorization[\"']?\\s*[=:]\\s*[\"']?(?:basic|bearer|token)?\\s*)[^\\s\"',;]+",
            "(?i)(bearer\\s+)[a-z0-9._~+/=-]{8,}",
            "([a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s:@]*:)[^/\\s@]+(@)",
            "()\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b",
            "()\\bgh[pousr]_[A-Za-z0-9]{20,}\\b",
            "()\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*",
            "()-----BEGIN [A-Z ]*PRIVATE KEY-----(?s:.*?)(?:-----END [A-Z ]*PRIVATE KEY-----|$)");

    private record Rule(Pattern pattern, String replacement) {

        static Rule known(String regex) {
            Pattern pattern = Pattern.compile(regex);
            return new Rule(pattern, pattern.groupCount() > 1 ? "$1" + MARK + "$2" : "$1" + MARK);
        }
    }

    private final List<Rule> rules;

    /** @param more patterns of the operator's, in RE2 syntax; the whole match is taken out */
    public Redaction(List<String> more) {
        rules = Stream.concat(
                        KNOWN.stream().map(Rule::known),
                        more.stream().map(pattern -> new Rule(Pattern.compile(pattern), MARK)))
                .toList();
    }

    public String of(String text) {
        String clean = text;
        for (Rule rule : rules) {
            clean = rule.pattern().matcher(clean).replaceAll(rule.replacement());
        }
        return clean;
    }
}
