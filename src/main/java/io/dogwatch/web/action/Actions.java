package io.dogwatch.web.action;

import io.dogwatch.journal.Journal;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.web.view.QueryService;
import java.time.InstantSource;

/** Everything that people can do here, by whichever way: the API, a form of a page, a link in a mail. Each keeps in the audit what it did. */
public record Actions(
        TargetRequests requests,
        Acknowledgements acknowledgements,
        SilenceActions orders,
        Pauses pauses,
        TestMailActions mail) {

    /** @param trials by which it is tried whether mail arrives */
    public static Actions of(
            QueryService sight,
            Fleet fleet,
            Journal journal,
            SilenceRegistry holds,
            TestMailSender trials,
            InstantSource clock) {
        Audit audit = new Audit(journal, clock);
        return new Actions(
                new TargetRequests(fleet, sight, audit),
                new Acknowledgements(journal, audit, clock),
                new SilenceActions(holds, fleet, audit, clock),
                new Pauses(sight, holds, audit, clock),
                new TestMailActions(trials, audit));
    }
}
