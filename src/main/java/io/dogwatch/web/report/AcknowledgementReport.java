package io.dogwatch.web.report;

import io.dogwatch.journal.Acknowledgement;
import io.dogwatch.target.PlainText;
import io.dogwatch.web.ask.Plea;
import java.time.Instant;

/** That a person has seen an incident, as the API answers it and the page shows it. */
public record AcknowledgementReport(Instant at, String createdBy, String comment) {

    /** What is shown of one that the journal keeps. */
    public static AcknowledgementReport of(Acknowledgement one) {
        return new AcknowledgementReport(
                one.at(),
                PlainText.line(one.createdBy(), Plea.MAX_CREATED_BY),
                PlainText.line(one.comment(), Plea.MAX_COMMENT));
    }
}
