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
 * Alerts for the API v2 of Prometheus' Alertmanager. An alert is known there by its labels, so nothing that changes while an
 * incident is open is among them, but for what a warning that becomes a failure changes.
 */
final class AlertmanagerPayload implements PayloadFormatter {

    /**
     * How long an open alert holds if nobody repeats it: four times as long as it takes to repeat it, as Prometheus does
     * it. By this, it does not depend on the Alertmanager's own resolve_timeout.
     */
    static final Duration HOLDS = AlertmanagerResender.EVERY.multipliedBy(4);

    /** What nobody repeats, since it is no incident of a target, holds until it is closed, or this long. */
    private static final Duration STAND_IN_HOLDS = Duration.ofDays(1);

    private final ChannelSettings settings;
    private final URI alerts;
    private final SenderIdentity voice;
    private final InstantSource clock;

    /** @param settings with the address of the Alertmanager, without {@code api/v2/alerts} */
    AlertmanagerPayload(ChannelSettings settings, SenderIdentity voice, InstantSource clock) {
        this.settings = settings;
        this.alerts = Channels.below(settings.url(), "api/v2/alerts");
        this.voice = voice;
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

    /** That these are open still. */
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
        voice.link().ifPresent(page -> alert.put("generatorURL", page.toASCIIString()));
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

    /** An alert that ends before it starts is refused, and with it all that were sent together. */
    private Instant endsAt(Incident incident, Duration holds) {
        Instant end = incident.closedAt().orElseGet(() -> clock.instant().plus(holds));
        Instant earliest = incident.openedAt().plusMillis(1);
        return end.isBefore(earliest) ? earliest : end;
    }
}
