package io.dogwatch.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Who asks for something, and why.
 *
 * @param by one line, at most {@value #MAX_BY} characters, never empty
 * @param why one line, at most {@value #MAX_WHY} characters; may be empty
 */
record Plea(String by, String why) {

    static final int MAX_BY = 100;
    static final int MAX_WHY = 500;

    /**
     * Reads {@code {"by": "anna", "why": "new certificate"}}.
     *
     * @throws RejectedException with all that is wrong with it
     */
    static Plea read(InputStream entity) throws IOException {
        return read(entity, "");
    }

    /** @param nobody who it is if the body does not say so; empty if it must */
    static Plea read(InputStream entity, String nobody) throws IOException {
        Body body = Body.read(entity);
        body.rejectUnknown(Set.of("by", "why"));
        return of(body, nobody);
    }

    /** From a body that may say more. */
    static Plea of(Body body) {
        return of(body, "");
    }

    private static Plea of(Body body, String nobody) {
        String by = body.line("by", MAX_BY).orElse(nobody);
        String why = body.line("why", MAX_WHY).orElse("");
        if (by.isEmpty()) {
            body.fault("by", "missing: say who asks for it");
        }
        body.verify();
        return new Plea(by, why);
    }
}
