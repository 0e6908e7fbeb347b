package io.dogwatch.tell;

import java.time.Instant;
import java.util.List;

/** The letter that only shows that letters arrive. */
final class TrialLetter {

    private TrialLetter() {}

    /** @param id unique for ever, safe in a header and in a file name */
    static Letter of(String line, String id, String instanceId, Instant now) {
        return new DirectLetter(
                        id,
                        "test",
                        "neutral",
                        "[dogwatch] Test of line " + line,
                        "Mail of Dogwatch arrives here",
                        "Somebody asked Dogwatch to send this, to see whether its mail arrives. Nothing is wrong.",
                        List.of(),
                        "Nothing: no answer is needed. What is told on line " + line + " comes to this address.",
                        List.of(),
                        "line " + line)
                .written(instanceId, now);
    }
}
