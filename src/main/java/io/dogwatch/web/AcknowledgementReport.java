package io.dogwatch.web;

import io.dogwatch.journal.Acknowledgement;
import io.dogwatch.target.PlainText;
import java.time.Instant;

/** That a person has seen an incident, as the API answers it and the page shows it. */
public record AcknowledgementReport(Instant at, String by, String why) {

    static AcknowledgementReport of(Acknowledgement one) {
        return new AcknowledgementReport(
                one.at(), PlainText.line(one.who(), Plea.MAX_BY), PlainText.line(one.why(), Plea.MAX_WHY));
    }
}
