package io.dogwatch.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.Severity;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Events for PagerDuty's Events API v2, one for each incident. The key of an incident makes repetitions harmless, and its
 * end resolve what its beginning has triggered.
 */
final class PagerDutyPayload implements PayloadFormatter {

    private static final int MAX_SUMMARY_LENGTH = 1024;
    private static final int MAX_KEY_LENGTH = 255;

    private final URI url;
    private final String routingKey;
    private final SenderIdentity voice;

    PagerDutyPayload(ChannelSettings settings, SenderIdentity voice) {
        this.url = settings.url();
        this.routingKey = settings.secret().orElse("");
        this.voice = voice;
    }

    @Override
    public List<WebCall> calls(OutgoingMessage message) {
        return message.newestOfEach().stream()
                .flatMap(notice -> Stream.concat(openingOf(notice, message), Stream.of(notice)))
                .map(notice -> new WebCall(url, Map.of(), JsonEscaper.of(event(notice))))
                .toList();
    }

    /** Where both come in one message: what was never triggered cannot be acknowledged. */
    private static Stream<Notice> openingOf(Notice newest, OutgoingMessage message) {
        return newest.kind() != Notice.Kind.ACKNOWLEDGED
                ? Stream.empty()
                : message.notices().stream()
                        .filter(one ->
                                one.incident().id().equals(newest.incident().id()))
                        .filter(one -> one.kind() != Notice.Kind.ACKNOWLEDGED)
                        .reduce((earlier, later) -> later)
                        .stream();
    }

    private ObjectNode event(Notice notice) {
        ObjectNode event = JsonEscaper.object();
        event.put("routing_key", routingKey);
        event.put("event_action", action(notice));
        event.put("dedup_key", PlainText.line(voice.unique(notice.incident().id()), MAX_KEY_LENGTH));
        if (action(notice).equals("trigger")) {
            event.put("client", "Dogwatch");
            voice.link().ifPresent(page -> event.put("client_url", page.toASCIIString()));
            event.set("payload", payload(notice));
        }
        return event;
    }

    /** An alert about labels has no end of its own: a person closes it. */
    private static String action(Notice notice) {
        return switch (notice.kind()) {
            case OPENED,
                    ESCALATED,
                    QUARANTINED,
                    FLAPPING,
                    REMINDER,
                    UNACKNOWLEDGED,
                    LABEL_FAULT,
                    LOG_UNREADABLE,
                    LOG_UNBOUNDED,
                    BREAKER_OPENED,
                    REPORT -> "trigger";
            case CLOSED, BREAKER_CLOSED -> "resolve";
            case ACKNOWLEDGED -> "acknowledge";
        };
    }

    private static ObjectNode payload(Notice notice) {
        Incident incident = notice.incident();
        NoticeText wording = new NoticeText(notice, List.of());
        ObjectNode payload = JsonEscaper.object();
        payload.put("summary", PlainText.line(wording.headline() + ": " + wording.cause(), MAX_SUMMARY_LENGTH));
        payload.put("source", PlainText.line(incident.target().toString(), MAX_SUMMARY_LENGTH));
        payload.put("severity", incident.severity() == Severity.CRITICAL ? "critical" : "warning");
        payload.put("timestamp", incident.openedAt().toString());
        payload.put("component", incident.target().name());
        payload.put("group", incident.project().isEmpty() ? incident.target().host() : incident.project());
        payload.put("class", incident.failure().cause().wireName());
        payload.putObject("custom_details")
                .put("incident", incident.id())
                .put("state", wording.word())
                .put("next", wording.next())
                .put("failing since", incident.failingSince().toString())
                .put("image", incident.image())
                .put("team", incident.team())
                .put("restarts", incident.restarts());
        return payload;
    }
}
