package io.dogwatch.web.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.dogwatch.model.Evidence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One incident with its timeline, oldest first, and its evidence.
 *
 * @param acknowledged absent as long as nobody has
 */
public record IncidentAnswer(
        @JsonUnwrapped IncidentReport incident,
        @Nullable AcknowledgementReport acknowledged,
        List<FactReport> timeline,
        List<EvidenceReport> evidence) {

    /** What was saved at one moment. */
    public record EvidenceReport(Instant takenAt, List<ExhibitReport> exhibits) {
        static EvidenceReport of(Evidence evidence) {
            return new EvidenceReport(
                    evidence.takenAt(),
                    evidence.exhibits().stream().map(ExhibitReport::of).toList());
        }
    }

    /**
     * One piece of it.
     *
     * @param complete false when it was cut, or could not be had in time
     */
    public record ExhibitReport(String name, String text, boolean complete) {
        static ExhibitReport of(Evidence.Exhibit exhibit) {
            return new ExhibitReport(exhibit.name(), exhibit.text(), exhibit.complete());
        }
    }
}
