package io.dogwatch.tell;

import io.dogwatch.target.PlainText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Tells people by mail that a changed configuration is not in force. Beside the outbox, as it is about no target. Stateless. */
public record RefusalLetter(MailSettings settings, LetterWriter writer, Path maildir, String machine) {

    private static final int LONGEST_CAUSE = 2000;

    /**
     * Blocks for as long as the mail servers may take. Never throws.
     *
     * @param file that was refused
     * @param faults everything that is wrong with it
     * @return how it went, in a line for the log
     */
    public String send(Path file, List<String> faults, Instant now) {
        try {
            Letter letter = letter(file, faults, now);
            Delivery delivery = settings.servers().isEmpty()
                    ? new MaildirChannel(maildir, settings, writer).put(letter)
                    : new SmtpChannel(settings, writer).put(letter);
            return switch (delivery) {
                case Delivery.Accepted ignored -> "people were told by mail";
                case Delivery.TryAgain again -> "nobody could be told by mail: " + again.why();
                case Delivery.Refused(var why) -> "nobody could be told by mail: " + why;
            };
        } catch (RuntimeException e) {
            return "nobody could be told by mail: " + e;
        }
    }

    private Letter letter(Path file, List<String> faults, Instant now) {
        String place = PlainText.line(machine, 100);
        return new DirectLetter(
                        "refused-" + now.toEpochMilli(),
                        "config",
                        "bad",
                        "[dogwatch] Dogwatch on " + place + " refuses its changed configuration",
                        "The changed configuration of Dogwatch on " + place + " is not in force",
                        PlainText.line(String.join("; ", faults), LONGEST_CAUSE),
                        List.of(
                                "Nothing of it holds. The configuration before it does, and everything is watched as it was."),
                        "It is read again as soon as the file changes.",
                        List.of(
                                "See all that is wrong with it: dogwatch check-config "
                                        + PlainText.line(file.toString(), 300),
                                "Mend it before Dogwatch is started anew: it would not start with this file."),
                        "on " + place)
                .written(place.replaceAll("[^A-Za-z0-9.-]", "-"), now);
    }
}
