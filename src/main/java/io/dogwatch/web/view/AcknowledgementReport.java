package io.dogwatch.web.view;

import io.dogwatch.journal.Acknowledgement;
import io.dogwatch.model.PlainText;
import io.dogwatch.web.request.Requester;
import java.time.Instant;

/** An acknowledgement, as returned by the API and shown on the pages. */
public record AcknowledgementReport(Instant at, String createdBy, String comment) {

    /** Converts an acknowledgement. */
    public static AcknowledgementReport of(Acknowledgement one) {
        return new AcknowledgementReport(
                one.at(),
                PlainText.line(one.createdBy(), Requester.MAX_CREATED_BY),
                PlainText.line(one.comment(), Requester.MAX_COMMENT));
    }
}
