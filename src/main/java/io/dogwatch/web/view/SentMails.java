package io.dogwatch.web.view;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Read access to the mails in the maildir. Thread-safe. */
public interface SentMails {

    /** Maximum number of listed mails. */
    int LISTED = 100;

    /** Lists mails, newest first; empty if the directory does not exist. */
    Listing newest(int skip, int limit);

    /** Reads a mail as text; empty if the name is unknown. */
    Optional<Letter> letter(String file);

    /** Opens the raw mail; the caller closes it. Empty if the name is unknown. */
    Optional<InputStream> raw(String file);

    /**
     * @param folder the directory; empty if mails are sent to a server
     * @param total the number of mails
     */
    record Listing(String folder, int total, List<Envelope> mails) {

        public static final Listing EMPTY = new Listing("", 0, List.of());

        public Listing {
            mails = List.copyOf(mails);
        }
    }

    /** @param file the file name without a directory */
    record Envelope(
            String file,
            String subject,
            String to,
            @Nullable Instant at) {}

    /**
     * @param text the plain text part
     * @param attached names and sizes of the attachments
     */
    record Letter(Envelope envelope, String from, String text, List<String> attached) {
        public Letter {
            attached = List.copyOf(attached);
        }
    }
}
