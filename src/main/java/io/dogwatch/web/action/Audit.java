package io.dogwatch.web.action;

import io.dogwatch.journal.AuditEntry;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.StoreException;
import io.dogwatch.web.request.Requester;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps who has asked for what, and why: in the log and in the journal. A journal that cannot be written is no reason to
 * refuse what a person asks for; the stop of all remedies must work then, too. Stateless.
 */
public record Audit(Journal journal, InstantSource clock) {

    /** The ways by which people come. */
    public static final String API = "api";

    public static final String PAGE = "page";
    public static final String LINK = "link";

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    /**
     * Keeps one deed.
     *
     * @param act what was done, such as {@code restart}
     * @param subject to what; may be empty
     * @param way by which the person came
     */
    public void note(String act, String subject, Requester plea, String way) {
        LOG.info(
                "act={} subject=\"{}\" createdBy=\"{}\" comment=\"{}\" source={}",
                act,
                subject,
                plea.createdBy(),
                plea.comment(),
                way);
        try {
            journal.audit(new AuditEntry(clock.instant(), act, subject, plea.createdBy(), plea.comment(), way));
        } catch (StoreException e) {
            LOG.warn("audit entry not stored act={} error=\"{}\"", act, e.getMessage());
        }
    }
}
