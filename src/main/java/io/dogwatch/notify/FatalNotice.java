package io.dogwatch.notify;

import io.dogwatch.model.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people that Dogwatch cannot work, by mail that needs neither outbox nor store: those may be what is broken. At most
 * once an hour, since whoever supervises Dogwatch starts it again and again. Not safe for use by many threads.
 */
public final class FatalNotice {

    /** How it went, in a line for the log. */
    public record Said(boolean accepted, String how) {}

    private static final Logger LOG = LoggerFactory.getLogger(FatalNotice.class);

    private static final Duration NOT_AGAIN_FOR = Duration.ofHours(1);
    private static final String STAMP = "last-words";
    private static final Path OTHER_PLACE = Path.of(System.getProperty("java.io.tmpdir"));
    private static final int MAX_CAUSE_LENGTH = 500;

    private final MailSettings settings;
    private final MailRenderer writer;
    private final Path maildir;
    private final Path folder;
    private final String machine;

    /**
     * @param maildir where letters go if there is no mail server
     * @param folder the store's; a file in it remembers when something was said last
     * @param machine on which this Dogwatch runs, for people and for the message id
     */
    public FatalNotice(MailSettings settings, MailRenderer writer, Path maildir, Path folder, String machine) {
        this.settings = settings;
        this.writer = writer;
        this.maildir = maildir;
        this.folder = folder;
        this.machine = PlainText.line(machine, 100);
    }

    /** Leaves a file that can be stamped later, when the disk may have no room for a new one. */
    public void prepare() {
        for (Path stamp : stamps()) {
            try {
                if (!Files.exists(stamp)) {
                    Files.createFile(stamp);
                    Files.setLastModifiedTime(stamp, FileTime.from(Instant.EPOCH));
                }
                return;
            } catch (IOException e) {
                LOG.debug("stamp file failed file={} error=\"{}\"", stamp, e.toString());
            }
        }
    }

    /**
     * Blocks for as long as the mail servers may take, each within its deadline. Never throws.
     *
     * @param what a few words for the subject, such as {@code has ended itself}
     * @param cause why, for people
     * @param next what happens next
     */
    public Said say(String what, String cause, String next, Instant now) {
        if (reportedSince(now.minus(NOT_AGAIN_FOR))) {
            return new Said(false, "a mail was already sent less than an hour ago");
        }
        try {
            Delivery delivery = deliver(letter(what, PlainText.line(cause, MAX_CAUSE_LENGTH), next, now));
            return switch (delivery) {
                case Delivery.Accepted ignored -> {
                    stamp(now);
                    yield new Said(true, "mail sent");
                }
                case Delivery.TryAgain again -> new Said(false, "mail failed: " + again.why());
                case Delivery.Refused refused -> new Said(false, "mail failed: " + refused.why());
            };
        } catch (RuntimeException e) {
            return new Said(false, "mail failed: " + e);
        }
    }

    private Delivery deliver(MailContent letter) {
        return settings.servers().isEmpty()
                ? new MaildirChannel(maildir, settings, writer).put(letter)
                : new SmtpChannel(settings, writer).put(letter);
    }

    private MailContent letter(String what, String cause, String next, Instant now) {
        return new DirectMail(
                        "last-words-" + now.toEpochMilli(),
                        "down",
                        "bad",
                        "[dogwatch] Dogwatch on " + machine + " " + what,
                        "Dogwatch on " + machine + " " + what + ": its containers are not monitored",
                        cause,
                        List.of("This mail bypassed the outbox. At most one is sent per hour."),
                        next,
                        List.of(
                                "Check its log: docker logs dogwatch, or journalctl -u dogwatch.",
                                "Check that its data folder " + folder.toAbsolutePath()
                                        + " is writable and has free space.",
                                "Until it is running again, check the containers manually: docker ps."),
                        "on " + machine)
                .written(machine.replaceAll("[^A-Za-z0-9.-]", "-"), now);
    }

    private boolean reportedSince(Instant since) {
        for (Path stamp : stamps()) {
            try {
                if (Files.exists(stamp)
                        && Files.getLastModifiedTime(stamp).toInstant().isAfter(since)) {
                    return true;
                }
            } catch (IOException e) {
                LOG.debug("stamp file failed file={} error=\"{}\"", stamp, e.toString());
            }
        }
        return false;
    }

    private void stamp(Instant now) {
        for (Path stamp : stamps()) {
            try {
                if (!Files.exists(stamp)) {
                    Files.createFile(stamp);
                }
                Files.setLastModifiedTime(stamp, FileTime.from(now));
                return;
            } catch (IOException e) {
                LOG.debug("stamp file failed file={} error=\"{}\"", stamp, e.toString());
            }
        }
    }

    private List<Path> stamps() {
        String name = "dogwatch-" + Integer.toHexString(folder.toAbsolutePath().hashCode()) + "." + STAMP;
        return List.of(folder.resolve(STAMP), OTHER_PLACE.resolve(name));
    }
}
