package io.dogwatch.web;

import io.dogwatch.journal.AuditEntry;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.StoreException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps who has asked for what, and why: in the log and in the journal. A journal that cannot be written is no reason to
 * refuse what a person asks for; the stop of all remedies must work then, too. Stateless.
 */
record Audit(Journal journal, InstantSource clock) {

    static final String API = "api";
    static final String LINK = "link";

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    void note(String act, String subject, Plea plea, String way) {
        LOG.info("act={} subject=\"{}\" by=\"{}\" why=\"{}\" way={}", act, subject, plea.by(), plea.why(), way);
        try {
            journal.audit(new AuditEntry(clock.instant(), act, subject, plea.by(), plea.why(), way));
        } catch (StoreException e) {
            LOG.warn("not kept in the journal act={} why=\"{}\"", act, e.getMessage());
        }
    }
}
