package io.dogwatch.web.action;

import io.dogwatch.journal.Journal;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.web.view.QueryService;
import java.time.InstantSource;

/**
 * All actions of operators, shared by the API, the forms of the pages and the links in mails. Each action writes an
 * audit entry.
 */
public record Actions(
        TargetRequests requests,
        Acknowledgements acknowledgements,
        SilenceActions orders,
        Pauses pauses,
        TestMailActions mail) {

    /** @param sender sends test mails */
    public static Actions of(
            QueryService queries,
            Fleet fleet,
            Journal journal,
            SilenceRegistry holds,
            TestMailSender sender,
            InstantSource clock) {
        Audit audit = new Audit(journal, clock);
        return new Actions(
                new TargetRequests(fleet, queries, audit),
                new Acknowledgements(journal, audit, clock),
                new SilenceActions(holds, fleet, audit, clock),
                new Pauses(queries, holds, audit, clock),
                new TestMailActions(sender, audit));
    }
}
