package io.dogwatch.web.deed;

import io.dogwatch.hold.HoldBook;
import io.dogwatch.journal.Journal;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.web.report.Sight;
import java.time.InstantSource;

/** Everything that people can do here, by whichever way: the API, a form of a page, a link in a mail. */
public record Deeds(
        Requests requests,
        Acknowledgements acknowledgements,
        Orders orders,
        Pauses pauses,
        MailDesk mail,
        Audit audit) {

    /** @param trials by which it is tried whether mail arrives */
    public static Deeds of(
            Sight sight, Fleet fleet, Journal journal, HoldBook holds, MailTrials trials, InstantSource clock) {
        Audit audit = new Audit(journal, clock);
        return new Deeds(
                new Requests(fleet, sight),
                new Acknowledgements(journal, clock),
                new Orders(holds, fleet, audit, clock),
                new Pauses(sight, holds, clock),
                new MailDesk(trials, audit),
                audit);
    }
}
