package io.dogwatch.notify;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A letter about Dogwatch itself, in the looks of the others but beside the outbox.
 *
 * @param id unique for ever, safe in a header and in a file name
 * @param kind one word, for the header {@code X-Dogwatch-Kind} and the sender's name
 * @param mood {@code bad} or {@code neutral}; the colour of the HTML
 * @param done what was done, a sentence each
 * @param next what happens next, one sentence
 * @param advice what a person can do, a sentence each
 * @param signature of the last line
 */
record DirectMail(
        String id,
        String kind,
        String mood,
        String subject,
        String headline,
        String cause,
        List<String> done,
        String next,
        List<String> advice,
        String signature) {

    DirectMail {
        done = List.copyOf(done);
        advice = List.copyOf(advice);
    }

    /** @param sender of the message id, so that the ids of two Dogwatches differ */
    MailContent written(String sender, Instant now) {
        Map<String, Object> model = new HashMap<>();
        model.put("name", "Dogwatch");
        model.put("word", kind.toUpperCase(Locale.ROOT));
        model.put("mood", mood);
        model.put("headline", headline);
        model.put("cause", cause);
        model.put("meaning", "");
        model.put("late", "");
        model.put("items", List.of());
        model.put("unlisted", "0");
        model.put("done", done);
        model.put("next", next);
        model.put(
                "advice",
                advice.stream()
                        .map(sentence -> Map.of("sentence", sentence, "command", ""))
                        .toList());
        model.put("link", "");
        model.put("acts", List.of());
        model.put("facts", List.of());
        model.put("tail", List.of());
        model.put("files", List.of());
        model.put("leftOut", "0");
        model.put("signature", signature);
        return new MailContent(
                id,
                "<" + id + "." + sender + "@dogwatch>",
                Optional.empty(),
                now,
                kind,
                subject,
                subject,
                List.of(new MailContent.Header("X-Dogwatch-Kind", kind)),
                Templates.BUILT_IN.fill("letter.txt.ftl", model),
                Templates.BUILT_IN.fill("letter.html.ftl", model),
                List.of());
    }
}
