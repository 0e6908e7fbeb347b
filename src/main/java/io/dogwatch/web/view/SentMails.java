package io.dogwatch.web.view;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The mails that lie in the maildir, to be read on the page and over the API. Safe for use by many threads. */
public interface SentMails {

    /** How many are listed at most. */
    int LISTED = 100;

    /** Newest first; none if the folder is not there. */
    Listing newest(int skip, int limit);

    /** Reads one as text, whatever it holds; empty if there is none of this name. */
    Optional<Letter> letter(String file);

    /** One as it is, to be closed by the caller; empty if there is none of this name. */
    Optional<InputStream> raw(String file);

    /**
     * @param folder where they lie; empty if mails go to a server
     * @param total how many there are
     */
    record Listing(String folder, int total, List<Envelope> envelopes) {

        public static final Listing EMPTY = new Listing("", 0, List.of());

        public Listing {
            envelopes = List.copyOf(envelopes);
        }
    }

    /** @param file its name, and nothing of its path */
    record Envelope(
            String file,
            String subject,
            String to,
            @Nullable Instant at) {}

    /**
     * @param text of its plain text part
     * @param attached names of what else is in it, with their sizes
     */
    record Letter(Envelope envelope, String from, String text, List<String> attached) {
        public Letter {
            attached = List.copyOf(attached);
        }
    }
}
