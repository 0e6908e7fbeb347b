package io.dogwatch.web.page;

import io.dogwatch.web.report.Letters;
import io.dogwatch.web.report.MailReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was sent, waits or was given up, and what lies in the maildir; newest first. */
public final class MailsPage extends Page {

    private final List<MailReport> mails;
    private final Letters.Listing letters;
    private final List<String> lines;
    private final Letters.@Nullable Letter open;

    /**
     * @param lines on which a test mail can be sent
     * @param open the letter that is read; absent if none is
     */
    MailsPage(
            List<MailReport> mails,
            Letters.Listing letters,
            List<String> lines,
            Letters.@Nullable Letter open,
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

    public Letters.Listing getLetters() {
        return letters;
    }

    public List<String> getLines() {
        return lines;
    }

    public Letters.@Nullable Letter getLetter() {
        return open;
    }
}
