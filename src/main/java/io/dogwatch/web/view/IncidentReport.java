package io.dogwatch.web.view;

import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Cause;
import io.dogwatch.model.PlainText;
import io.dogwatch.web.request.ChoiceParam;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One incident, as returned by the API and shown on the pages.
 *
 * @param failure one line, such as {@code http site: 500 (allowed: 200-399) (3 of 3)}
 * @param detectionSeconds from the first failure to the opening of the incident
 * @param durationSeconds from the first failure to the end; absent while open
 * @param acting whether Dogwatch may restart the target; otherwise it only sends notifications
 */
public record IncidentReport(
        String id,
        String host,
        String target,
        String image,
        boolean open,
        String check,
        String kind,
        @ChoiceParam(words = Cause.class) String cause,
        String failure,
        Instant failingSince,
        Instant openedAt,
        @Nullable Instant closedAt,
        @ChoiceParam(words = Reason.class) @Nullable String outcome,
        String outcomeMeaning,
        int restarts,
        boolean acting,
        double detectionSeconds,
        @Nullable Double durationSeconds) {

    /** Converts an incident. */
    public static IncidentReport of(Incident incident) {
        return new IncidentReport(
                incident.id(),
                incident.target().host(),
                incident.target().name(),
                PlainText.line(incident.image(), 512),
                incident.closedAt().isEmpty(),
                incident.failure().check(),
                incident.failure().kind(),
                incident.failure().cause().wireName(),
                PlainText.line(incident.failure().line(), 1500),
                incident.failingSince(),
                incident.openedAt(),
                incident.closedAt().orElse(null),
                incident.outcome().map(Reason::wireName).orElse(null),
                incident.outcome().map(Reason::meaning).orElse(""),
                incident.restarts(),
                incident.acting(),
                seconds(incident.failingSince(), incident.openedAt()),
                incident.closedAt()
                        .map(at -> seconds(incident.failingSince(), at))
                        .orElse(null));
    }

    private static double seconds(Instant from, Instant to) {
        return CheckReport.seconds(Duration.between(from, to));
    }
}
