package io.dogwatch.notify;

import java.time.Instant;
import java.util.List;

/** The letter that only shows that letters arrive. */
final class TestMailContent {

    private TestMailContent() {}

    /** @param id unique for ever, safe in a header and in a file name */
    static MailContent of(String line, String id, String instanceId, Instant now) {
        return new DirectMail(
                        id,
                        "test",
                        "neutral",
                        "[dogwatch] Test of receiver " + line,
                        "Dogwatch test mail",
                        "This test was requested manually to verify mail delivery. Nothing is wrong.",
                        List.of(),
                        "No action is needed. Notifications of receiver " + line + " are sent to this address.",
                        List.of(),
                        "receiver " + line)
                .written(instanceId, now);
    }
}
