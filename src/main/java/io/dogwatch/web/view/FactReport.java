package io.dogwatch.web.view;

import io.dogwatch.journal.Fact;
import io.dogwatch.model.PlainText;
import java.time.Instant;

/** One entry of a timeline, as returned by the API and shown on the pages. */
public record FactReport(
        Instant at, String kind, String from, String to, String reason, String detail, String incident) {

    static FactReport of(Fact fact) {
        return new FactReport(
                fact.at(),
                fact.kind(),
                fact.from(),
                fact.to(),
                fact.reason(),
                PlainText.line(fact.detail(), 1024),
                fact.incident());
    }
}
