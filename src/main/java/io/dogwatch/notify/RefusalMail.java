package io.dogwatch.notify;

import io.dogwatch.model.PlainText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Reports an invalid configuration by mail. Bypasses the outbox, because the mail belongs to no target. Stateless. */
public record RefusalMail(MailSettings settings, MailRenderer renderer, Path maildir, String machine) {

    private static final int MAX_CAUSE_LENGTH = 2000;

    /**
     * Sends the mail. Blocks until the deadlines of the mail servers. Never throws.
     *
     * @param file the invalid file
     * @param faults all faults
     * @return the result as a line for the log
     */
    public String send(Path file, List<String> faults, Instant now) {
        try {
            MailContent letter = letter(file, faults, now);
            Delivery delivery = settings.servers().isEmpty()
                    ? new MaildirChannel(maildir, settings, renderer).put(letter)
                    : new SmtpChannel(settings, renderer).put(letter);
            return switch (delivery) {
                case Delivery.Accepted ignored -> "mail sent";
                case Delivery.TryAgain again -> "mail failed: " + again.reason();
                case Delivery.Refused(var reason) -> "mail failed: " + reason;
            };
        } catch (RuntimeException e) {
            return "mail failed: " + e;
        }
    }

    private MailContent letter(Path file, List<String> faults, Instant now) {
        String place = PlainText.line(machine, 100);
        return new DirectMail(
                        "refused-" + now.toEpochMilli(),
                        "config",
                        "bad",
                        "[dogwatch] Dogwatch on " + place + ": changed configuration rejected",
                        "Dogwatch on " + place + " rejected its changed configuration",
                        PlainText.line(String.join("; ", faults), MAX_CAUSE_LENGTH),
                        List.of("The previous configuration stays active, and monitoring continues unchanged."),
                        "Dogwatch reloads the file when it changes.",
                        List.of(
                                "List all errors: dogwatch check-config " + PlainText.line(file.toString(), 300),
                                "Fix the file before restarting Dogwatch: it does not start with an invalid configuration."),
                        "on " + place)
                .written(place.replaceAll("[^A-Za-z0-9.-]", "-"), now);
    }
}
