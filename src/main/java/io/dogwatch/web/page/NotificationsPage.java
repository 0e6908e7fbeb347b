package io.dogwatch.web.page;

import io.dogwatch.web.view.MailReport;
import io.dogwatch.web.view.SentMails;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists sent, waiting and permanently failed notifications, and the mails in the maildir; newest first. */
public final class NotificationsPage extends Page {

    private final List<MailReport> mails;
    private final SentMails.Listing letters;
    private final List<String> lines;
    private final SentMails.@Nullable Letter open;

    /**
     * @param lines the receivers to which a test mail can be sent
     * @param open the mail to show; absent for the list
     */
    NotificationsPage(
            List<MailReport> mails,
            SentMails.Listing letters,
            List<String> lines,
            SentMails.@Nullable Letter open,
            Instant now) {
        super(open == null ? "mails.ftlh" : "letter.ftlh", now);
        this.mails = List.copyOf(mails);
        this.letters = letters;
        this.lines = List.copyOf(lines);
        this.open = open;
    }

    public List<MailReport> getMails() {
        return mails;
    }

    public SentMails.Listing getLetters() {
        return letters;
    }

    public List<String> getLines() {
        return lines;
    }

    public SentMails.@Nullable Letter getLetter() {
        return open;
    }
}
