package io.dogwatch.notify;

import io.dogwatch.model.PlainText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Tells people by mail that a changed configuration is not in force. Beside the outbox, as it is about no target. Stateless. */
public record RefusalMail(MailSettings settings, MailRenderer writer, Path maildir, String machine) {

    private static final int MAX_CAUSE_LENGTH = 2000;

    /**
     * Blocks for as long as the mail servers may take. Never throws.
     *
     * @param file that was refused
     * @param faults everything that is wrong with it
     * @return how it went, in a line for the log
     */
    public String send(Path file, List<String> faults, Instant now) {
        try {
            MailContent letter = letter(file, faults, now);
            Delivery delivery = settings.servers().isEmpty()
                    ? new MaildirChannel(maildir, settings, writer).put(letter)
                    : new SmtpChannel(settings, writer).put(letter);
            return switch (delivery) {
                case Delivery.Accepted ignored -> "mail sent";
                case Delivery.TryAgain again -> "mail failed: " + again.why();
                case Delivery.Refused(var why) -> "mail failed: " + why;
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
