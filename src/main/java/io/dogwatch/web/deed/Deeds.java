package io.dogwatch.web.deed;

import io.dogwatch.hold.HoldBook;
import io.dogwatch.journal.Journal;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.web.report.Sight;
import java.time.InstantSource;

/** Everything that people can do here, by whichever way: the API, a form of a page, a link in a mail. Each keeps in the audit what it did. */
public record Deeds(Requests requests, Acknowledgements acknowledgements, Orders orders, Pauses pauses, MailDesk mail) {

    /** @param trials by which it is tried whether mail arrives */
    public static Deeds of(
            Sight sight, Fleet fleet, Journal journal, HoldBook holds, MailTrials trials, InstantSource clock) {
        Audit audit = new Audit(journal, clock);
        return new Deeds(
                new Requests(fleet, sight, audit),
                new Acknowledgements(journal, audit, clock),
                new Orders(holds, fleet, audit, clock),
                new Pauses(sight, holds, audit, clock),
                new MailDesk(trials, audit));
    }
}
