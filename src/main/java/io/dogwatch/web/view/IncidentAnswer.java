package io.dogwatch.web.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.dogwatch.model.Evidence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One incident with its timeline, oldest first, and its evidence.
 *
 * @param acknowledged absent until acknowledged
 */
public record IncidentAnswer(
        @JsonUnwrapped IncidentReport incident,
        @Nullable AcknowledgementReport acknowledged,
        List<FactReport> timeline,
        List<EvidenceReport> evidence) {

    /** Evidence saved at one time. */
    public record EvidenceReport(Instant takenAt, List<ExhibitReport> files) {
        static EvidenceReport of(Evidence evidence) {
            return new EvidenceReport(
                    evidence.takenAt(),
                    evidence.exhibits().stream().map(ExhibitReport::of).toList());
        }
    }

    /**
     * One exhibit.
     *
     * @param complete false if it was truncated or not available in time
     */
    public record ExhibitReport(String name, String text, boolean complete) {
        static ExhibitReport of(Evidence.Exhibit exhibit) {
            return new ExhibitReport(exhibit.name(), exhibit.text(), exhibit.complete());
        }
    }
}
