package io.dogwatch.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.TargetId;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A document of our own, for programs; docs/alerts.md tells each field. The same message makes the same document. */
final class WebhookPayload implements PayloadFormatter {

    /** Grows when a field changes its meaning or goes; new ones may come at any time. */
    private static final int VERSION = 1;

    private final ChannelSettings settings;
    private final SenderIdentity voice;
    private final InstantSource clock;

    WebhookPayload(ChannelSettings settings, SenderIdentity voice, InstantSource clock) {
        this.settings = settings;
        this.voice = voice;
        this.clock = clock;
    }

    @Override
    public List<WebCall> calls(OutgoingMessage message) {
        String body = JsonEscaper.of(document(message));
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Idempotency-Key", voice.unique(message.id()));
        headers.put("X-Dogwatch-Timestamp", timestamp);
        settings.secret()
                .ifPresent(secret ->
                        headers.put("X-Dogwatch-Signature", "sha256=" + signature(secret, timestamp + "." + body)));
        return List.of(new WebCall(settings.url(), headers, body));
    }

    private ObjectNode document(OutgoingMessage message) {
        ObjectNode document = JsonEscaper.object();
        document.put("version", VERSION);
        document.put("id", voice.unique(message.id()));
        document.put("title", ChatMessage.title(message));
        document.put("created", message.createdAt().toString());
        ArrayNode heldFor = document.putArray("heldFor");
        message.heldFor().stream().sorted().forEach(heldFor::add);
        ArrayNode incidents = document.putArray("incidents");
        message.newestOfEach().forEach(notice -> incidents.add(incident(notice)));
        return document;
    }

    private ObjectNode incident(Notice notice) {
        Incident incident = notice.incident();
        NoticeText wording = new NoticeText(notice, List.of());
        ObjectNode one = JsonEscaper.object();
        one.put("id", incident.id());
        one.put("kind", notice.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        one.put("host", incident.target().host());
        one.put("target", incident.target().name());
        one.put("project", incident.project());
        one.put("team", incident.team());
        one.put("image", incident.image());
        one.put("severity", incident.severity().wireName());
        one.put("check", incident.failure().check());
        one.put("cause", incident.failure().cause().wireName());
        one.put("failure", wording.cause());
        one.put("since", incident.failingSince().toString());
        one.put("opened", incident.openedAt().toString());
        one.put("closed", incident.closedAt().map(Instant::toString).orElse(null));
        one.put("outcome", incident.outcome().map(Reason::meaning).orElse(null));
        one.put("restarts", incident.restarts());
        ArrayNode dependents = one.putArray("dependents");
        incident.children().stream().map(TargetId::toString).forEach(dependents::add);
        one.put("next", wording.next());
        one.put("link", voice.link().map(URI::toASCIIString).orElse(null));
        return one;
    }

    private static String signature(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM does not support HMAC", e);
        }
    }
}
