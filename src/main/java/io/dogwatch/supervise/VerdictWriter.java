package io.dogwatch.supervise;

import io.dogwatch.journal.Change;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Journals the verdicts about one target before they are executed. Used only by the target's thread. */
final class VerdictWriter {

    private static final Logger LOG = LoggerFactory.getLogger(VerdictWriter.class);

    private final Journal journal;
    private boolean isFailing;

    VerdictWriter(Journal journal) {
        this.journal = journal;
    }

    /** @return false if the store rejected the change, which then has no effect; logged once per outage */
    boolean write(Change change) {
        try {
            journal.append(change);
            if (isFailing) {
                isFailing = false;
                LOG.info("store write recovered target={}", change.target());
            }
            return true;
        } catch (StoreException e) {
            if (!isFailing) {
                isFailing = true;
                LOG.error(
                        "store write failed, restarts blocked target={} error=\"{}\"", change.target(), e.getMessage());
            }
            return false;
        }
    }
}
