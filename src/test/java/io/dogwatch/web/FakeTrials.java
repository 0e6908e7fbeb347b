package io.dogwatch.web;

import io.dogwatch.web.action.TestMailSender;
import java.util.List;

/** Two lines: on one the letter is taken, on the other its server knows no such user. */
final class FakeTrials implements TestMailSender {

    @Override
    public List<String> receivers() {
        return List.of("mail", "night");
    }

    @Override
    public Answer run(String line) {
        boolean good = line.equals("mail");
        Step greeting = new Step("greeting", true, "220 mail.example.org ESMTP");
        Step end = good
                ? new Step("message", true, "250 2.0.0 Ok: queued as 4bXyZ")
                : new Step("RCPT TO", false, "550 5.1.1 no such user");
        return new Answer(
                line,
                good,
                List.of("ops@example.org"),
                "<test-1.0badcafe@dogwatch>",
                List.of(new Attempt(
                        "mail.example.org:587 (STARTTLS)",
                        good,
                        List.of(greeting, end),
                        good ? "" : "See that the address is right.")));
    }
}
