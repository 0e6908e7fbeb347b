package io.dogwatch.tell;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The letter that only shows that letters arrive. */
final class TrialLetter {

    private TrialLetter() {}

    /** @param id unique for ever, safe in a header and in a file name */
    static Letter of(String line, String id, String instanceId, Instant now) {
        Map<String, Object> model = new HashMap<>();
        model.put("name", "Dogwatch");
        model.put("word", "TEST");
        model.put("mood", "neutral");
        model.put("headline", "Mail of Dogwatch arrives here");
        model.put("cause", "Somebody asked Dogwatch to send this, to see whether its mail arrives. Nothing is wrong.");
        model.put("meaning", "");
        model.put("late", "");
        model.put("items", List.of());
        model.put("unlisted", "0");
        model.put("done", List.of());
        model.put("next", "Nothing: no answer is needed. What is told on line " + line + " comes to this address.");
        model.put("advice", List.of());
        model.put("link", "");
        model.put("facts", List.of());
        model.put("tail", List.of());
        model.put("files", List.of());
        model.put("leftOut", "0");
        model.put("signature", "line " + line);
        String subject = "[dogwatch] Test of line " + line;
        return new Letter(
                id,
                "<" + id + "." + instanceId + "@dogwatch>",
                Optional.empty(),
                now,
                "Test",
                subject,
                subject,
                List.of(new Letter.Header("X-Dogwatch-Kind", "test")),
                Templates.fill("letter.txt.ftl", model),
                Templates.fill("letter.html.ftl", model),
                List.of());
    }
}
