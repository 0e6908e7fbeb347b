package io.dogwatch.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.PlainText;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Formats alerts for the API v2 of Prometheus Alertmanager. Alertmanager identifies an alert by its labels, so the
 * labels contain nothing that changes during an incident, except for the severity of a warning that becomes a failure.
 */
final class AlertmanagerPayload implements PayloadFormatter {

    /**
     * Lifetime of an open alert without a resend: four times the resend interval, as in Prometheus. Alerts therefore do
     * not depend on {@code resolve_timeout} of Alertmanager.
     */
    static final Duration HOLDS = AlertmanagerResender.EVERY.multipliedBy(4);

    /** Lifetime of alerts that are not resent because they belong to no incident of a target. */
    private static final Duration STAND_IN_HOLDS = Duration.ofDays(1);

    private final ChannelSettings settings;
    private final URI alerts;
    private final SenderIdentity identity;
    private final InstantSource clock;

    /** @param settings with the URL of the Alertmanager, without {@code api/v2/alerts} */
    AlertmanagerPayload(ChannelSettings settings, SenderIdentity identity, InstantSource clock) {
        this.settings = settings;
        this.alerts = Channels.below(settings.url(), "api/v2/alerts");
        this.identity = identity;
        this.clock = clock;
    }

    @Override
    public List<WebCall> calls(OutgoingMessage message) {
        return List.of(call(message));
    }

    WebCall call(OutgoingMessage message) {
        ArrayNode document = JsonEscaper.array();
        message.newestOfEach().forEach(notice -> document.add(alert(notice)));
        return call(document);
    }

    /** Returns the call that resends open incidents. */
    WebCall repetition(List<Incident> open) {
        ArrayNode document = JsonEscaper.array();
        open.forEach(incident -> document.add(alert("DogwatchIncident", incident, HOLDS)));
        return call(document);
    }

    private WebCall call(ArrayNode document) {
        Map<String, String> headers = settings.secret()
                .map(token -> Map.of("Authorization", "Bearer " + token))
                .orElse(Map.of());
        return new WebCall(alerts, headers, JsonEscaper.of(document));
    }

    private ObjectNode alert(Notice notice) {
        return switch (notice.kind()) {
            case OPENED, ESCALATED, QUARANTINED, FLAPPING, REMINDER, UNACKNOWLEDGED, CLOSED, ACKNOWLEDGED, REPORT ->
                alert("DogwatchIncident", notice.incident(), HOLDS);
            case LABEL_FAULT -> alert("DogwatchInvalidLabels", notice.incident(), STAND_IN_HOLDS);
            case LOG_UNREADABLE -> alert("DogwatchLogUnreadable", notice.incident(), STAND_IN_HOLDS);
            case LOG_UNBOUNDED -> alert("DogwatchLogUnbounded", notice.incident(), STAND_IN_HOLDS);
            case BREAKER_OPENED, BREAKER_CLOSED -> alert("DogwatchRestartsHeld", notice.incident(), STAND_IN_HOLDS);
        };
    }

    private ObjectNode alert(String name, Incident incident, Duration holds) {
        ObjectNode alert = JsonEscaper.object();
        ObjectNode labels = alert.putObject("labels");
        labels(name, incident).forEach((label, value) -> {
            if (!value.isEmpty()) {
                labels.put(label, value);
            }
        });
        ObjectNode annotations = alert.putObject("annotations");
        annotations.put(
                "summary",
                PlainText.line(incident.target() + ": " + incident.failure().line(), 300));
        annotations.put("description", incident.failure().cause().meaning());
        annotations.put("incident", incident.id());
        alert.put("startsAt", incident.openedAt().toString());
        alert.put("endsAt", endsAt(incident, holds).toString());
        identity.link().ifPresent(page -> alert.put("generatorURL", page.toASCIIString()));
        return alert;
    }

    private static Map<String, String> labels(String name, Incident incident) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("alertname", name);
        labels.put("host", incident.target().host());
        labels.put("target", incident.target().name());
        labels.put("severity", incident.severity().wireName());
        labels.put("check", incident.failure().check());
        labels.put("cause", incident.failure().cause().wireName());
        labels.put("project", incident.project());
        labels.put("team", incident.team());
        return labels;
    }

    /** Returns the end of the alert. Alertmanager rejects a whole batch if one alert ends before it starts. */
    private Instant endsAt(Incident incident, Duration holds) {
        Instant end = incident.closedAt().orElseGet(() -> clock.instant().plus(holds));
        Instant earliest = incident.openedAt().plusMillis(1);
        return end.isBefore(earliest) ? earliest : end;
    }
}
