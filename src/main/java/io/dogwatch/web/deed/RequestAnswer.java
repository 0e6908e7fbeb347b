package io.dogwatch.web.deed;

import io.dogwatch.web.ask.OneOf;
import io.dogwatch.web.report.Outlook;

/**
 * What becomes of a person's request.
 *
 * @param request {@code restart} or {@code release}
 * @param text one sentence for people: what happens now
 * @param next what happens after it if nothing changes
 */
public record RequestAnswer(
        String host,
        String name,
        @OneOf({"restart", "release"}) String request,
        String by,
        String why,
        String text,
        Outlook next) {}
