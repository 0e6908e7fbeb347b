package io.dogwatch.evidence;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token that shows by its first letters what it is: of GitHub, GitLab, Slack, AWS, Google, Stripe and others, a JWT, or the
 * hash of a password. The letters' case counts.
 *
 * @param least so many characters it has at least, in all
 */
record TokenSecret(String prefix, int least) implements SecretFinder {

    static final Map<String, Integer> PREFIXES = prefixes();

    private static final int MAX_LENGTH = 8192;

    private static Map<String, Integer> prefixes() {
        Map<String, Integer> prefixes = new LinkedHashMap<>();
        for (String prefix : new String[] {
            "AKIA",
            "ASIA",
            "ghp_",
            "gho_",
            "ghu_",
            "ghs_",
            "ghr_",
            "github_pat_",
            "glpat-",
            "gldt-",
            "xoxb-",
            "xoxp-",
            "xoxa-",
            "xoxr-",
            "xoxs-",
            "xapp-",
            "sk-",
            "sk_live_",
            "sk_test_",
            "rk_live_",
            "AIza",
            "ya29.",
            "npm_",
            "dckr_pat_",
            "hf_",
            "SG.",
            "shpat_",
            "hvs.",
            "pypi-",
            "dop_v1_",
            "AGE-SECRET-KEY-",
            "eyJ",
            "$2a$",
            "$2b$",
            "$2y$",
            "$apr1$",
            "$argon2",
            "$1$",
            "$5$",
            "$6$",
            "$y$",
            "$pbkdf2"
        }) {
            prefixes.put(prefix, 20);
        }
        prefixes.put("hooks.slack.com/services/", 40);
        return prefixes;
    }

    @Override
    public Span find(String text, int at) {
        if (!text.startsWith(prefix, at) || (prefix.charAt(0) != '$' && SecretFinder.isWord(text, at - 1))) {
            return Span.NONE;
        }
        int most = Math.min(text.length(), at + MAX_LENGTH);
        int end = at + prefix.length();
        boolean hasDigit = false;
        while (end < most && belongs(text.charAt(end))) {
            hasDigit |= Character.isDigit(text.charAt(end));
            end++;
        }
        boolean isLong = end - at >= least;
        boolean isMeant = prefix.equals("eyJ") ? text.substring(at, end).indexOf('.') > 0 : hasDigit;
        return isLong && isMeant ? new Span(at, end) : Span.NONE;
    }

    private boolean belongs(char c) {
        if (Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.') {
            return true;
        }
        return switch (prefix.charAt(0)) {
            case '$' -> "$/=,+".indexOf(c) >= 0;
            case 'h' -> c == '/' && prefix.endsWith("/");
            default -> false;
        };
    }
}
