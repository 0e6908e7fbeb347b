package io.dogwatch.web.ask;

import io.dogwatch.access.Caller;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Who asks for something, and why.
 *
 * @param by who asks for it, one line; whoever has logged in or shows a token is that caller, whatever stands here
 * @param why one line; may be empty
 */
public record Plea(
        @Size(max = MAX_BY) String by, @Size(max = MAX_WHY) String why) {

    /** The longest name and the longest reason, in characters. */
    public static final int MAX_BY = 100;

    public static final int MAX_WHY = 500;

    /**
     * Reads {@code {"by": "anna", "why": "new certificate"}}; by whom, of a known caller, is the caller.
     *
     * @throws RejectedException with all that is wrong with it
     */
    public static Plea read(InputStream entity, Caller caller) throws IOException {
        return read(entity, caller, "");
    }

    /**
     * The same.
     *
     * @param nobody who it is if neither the caller is known nor the body says so; empty if it must
     * @throws RejectedException with all that is wrong with it
     */
    public static Plea read(InputStream entity, Caller caller, String nobody) throws IOException {
        Body body = Body.read(entity, caller);
        body.rejectUnknown(Set.of("by", "why"));
        return of(body, nobody);
    }

    /**
     * From a body that may say more.
     *
     * @throws RejectedException with all that was found wrong with it
     */
    public static Plea of(Body body) {
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
