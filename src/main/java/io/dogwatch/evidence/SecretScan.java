package io.dogwatch.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Scans a text once and replaces every secret. Not with regular expressions: those safe against hostile text are
 * slow, and many would be needed. 256 KiB of a typical log take 2 ms.
 */
final class SecretScan {

    /** Letters at the beginning of a secret or directly before it. */
    private record Trigger(String letters, SecretFinder finder) {}

    private static final Trigger[][] BY_FIRST = table();

    private SecretScan() {}

    static String hide(String text) {
        StringBuilder clean = null;
        int done = 0;
        for (int at = 0; at < text.length(); at++) {
            Span secret = at(text, at, done);
            if (!secret.isEmpty()) {
                clean = clean == null ? new StringBuilder(text.length()) : clean;
                clean.append(text, done, secret.start()).append(Redaction.MARK);
                done = secret.end();
                at = Math.max(at, done - 1);
            }
        }
        return clean == null ? text : clean.append(text, done, text.length()).toString();
    }

    private static Span at(String text, int at, int done) {
        char first = text.charAt(at);
        if (first >= BY_FIRST.length) {
            return Span.NONE;
        }
        for (Trigger trigger : BY_FIRST[first]) {
            if (text.regionMatches(true, at, trigger.letters, 0, trigger.letters.length())) {
                Span secret = trigger.finder.find(text, at);
                if (!secret.isEmpty() && secret.end() > done) {
                    return new Span(Math.max(done, secret.start()), secret.end());
                }
            }
        }
        return Span.NONE;
    }

    private static Trigger[][] table() {
        List<Trigger> all = new ArrayList<>();
        NamedSecret.NAMES.forEach((letters, kind) -> all.add(new Trigger(letters, new NamedSecret(letters, kind))));
        TokenSecret.PREFIXES.forEach(
                (letters, least) -> all.add(new Trigger(letters, new TokenSecret(letters, least))));
        all.add(new Trigger("://", UrlSecret::inUrl));
        all.add(new Trigger("@tcp(", UrlSecret::before));
        all.add(new Trigger("@unix(", UrlSecret::before));
        all.add(new Trigger("-----begin ", PrivateKey::from));
        all.add(new Trigger("-----end ", PrivateKey::upTo));
        all.add(new Trigger("-p", CommandSecret::afterDatabaseClient));
        all.add(new Trigger("-u", CommandSecret::userAndPassword));
        all.add(new Trigger("--user", CommandSecret::userAndPassword));
        all.add(new Trigger("sshpass ", CommandSecret::sshpass));
        all.add(new Trigger("redis-cli ", CommandSecret::redis));
        all.add(new Trigger("identified by ", CommandSecret::identifiedBy));
        all.add(new Trigger("bearer ", CommandSecret::afterScheme));
        all.add(new Trigger("basic ", CommandSecret::afterScheme));
        Trigger[][] table = new Trigger[128][];
        for (int c = 0; c < table.length; c++) {
            char first = Character.toLowerCase((char) c);
            table[c] = all.stream()
                    .filter(trigger -> trigger.letters.toLowerCase(Locale.ROOT).charAt(0) == first)
                    .toArray(Trigger[]::new);
        }
        return table;
    }
}
