package io.dogwatch.web.action;

import io.dogwatch.journal.AuditEntry;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.StoreException;
import io.dogwatch.web.request.Requester;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the author and the comment of each action to the log and the journal. If the journal is not writable, the
 * action continues: disabling restarts must always work. Stateless.
 */
public record Audit(Journal journal, InstantSource clock) {

    /** Sources of requests. */
    public static final String API = "api";

    public static final String PAGE = "page";
    public static final String LINK = "link";

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    /**
     * Records one action.
     *
     * @param act the action, such as {@code restart}
     * @param subject the object of the action; may be empty
     * @param source the source of the request
     */
    public void note(String act, String subject, Requester requester, String source) {
        LOG.info(
                "act={} subject=\"{}\" createdBy=\"{}\" comment=\"{}\" source={}",
                act,
                subject,
                requester.createdBy(),
                requester.comment(),
                source);
        try {
            journal.audit(
                    new AuditEntry(clock.instant(), act, subject, requester.createdBy(), requester.comment(), source));
        } catch (StoreException e) {
            LOG.warn("audit entry not stored act={} error=\"{}\"", act, e.getMessage());
        }
    }
}
