package io.dogwatch.tell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.target.Evidence;
import io.dogwatch.target.PlainText;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Puts notices into words for people: the cause first, then what was done, what happens next, what a person can do,
 * and when it was. Pure: the same notice and evidence make the same letter. Safe for use by many threads.
 */
public final class LetterWriter {

    /** Docker's names may have some hundred characters; a file name 255, a header line 998. */
    private static final int LONGEST_ID = 200;

    private final String instanceId;
    private final Optional<URI> publicUrl;
    private final ZoneId zone;
    private final DateTimeFormatter times;

    /**
     * @param instanceId the journal's; keeps the message ids of several instances apart
     * @param publicUrl where people reach Dogwatch's page
     * @param zone in which times are told
     */
    public LetterWriter(String instanceId, Optional<URI> publicUrl, ZoneId zone) {
        this.instanceId = instanceId;
        this.publicUrl = publicUrl;
        this.zone = zone;
        this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ENGLISH);
    }

    Letter write(Notice notice, List<Evidence> evidence) {
        Incident incident = notice.incident();
        Wording wording = new Wording(notice, evidence);
        Attachments attachments = Attachments.of(notice, evidence);
        Map<String, Object> model = model(notice, wording, LogTail.of(shown(notice, evidence)), attachments);
        boolean first = notice.sequence() == 0;
        return new Letter(
                headerSafe(notice.id()).replaceAll("^\\.", "_"),
                messageId(incident, notice.sequence()),
                first ? Optional.empty() : Optional.of(messageId(incident, 0)),
                happenedAt(notice),
                wording.name() + " " + wording.word(),
                first ? wording.topic() : "Re: " + wording.topic(),
                wording.topic(),
                List.of(
                        new Letter.Header("X-Dogwatch-Incident", headerSafe(incident.id())),
                        new Letter.Header(
                                "X-Dogwatch-Target",
                                PlainText.line(incident.target().toString(), 150)),
                        new Letter.Header(
                                "X-Dogwatch-Kind", notice.kind().name().toLowerCase(Locale.ROOT))),
                Templates.fill("letter.txt.ftl", model),
                Templates.fill("letter.html.ftl", model),
                attachments.files());
    }

    private Map<String, Object> model(Notice notice, Wording wording, List<String> tail, Attachments attachments) {
        Map<String, Object> model = new HashMap<>();
        model.put("name", wording.name());
        model.put("word", wording.word());
        model.put("mood", wording.mood());
        model.put("headline", wording.headline());
        model.put("cause", wording.causeIntroduction() + wording.cause());
        model.put("meaning", wording.meaning());
        model.put("done", wording.done());
        model.put("next", wording.next());
        model.put(
                "advice",
                wording.advice().stream()
                        .map(one -> Map.of("sentence", one.sentence(), "command", one.command()))
                        .toList());
        model.put("facts", facts(notice));
        model.put("tail", tail);
        model.put(
                "files",
                attachments.files().stream().map(Letter.Attachment::fileName).toList());
        model.put("leftOut", Integer.toString(attachments.leftOut()));
        model.put("incident", headerSafe(notice.incident().id()));
        model.put("link", publicUrl.map(URI::toASCIIString).orElse(""));
        return model;
    }

    private List<Map<String, String>> facts(Notice notice) {
        Incident incident = notice.incident();
        List<Map<String, String>> facts = new ArrayList<>();
        facts.add(fact("container", PlainText.line(incident.target().toString(), 150)));
        if (!incident.image().isEmpty()) {
            facts.add(fact("image", PlainText.line(incident.image(), 150)));
        }
        if (notice.kind() == Notice.Kind.LABEL_FAULT) {
            facts.add(fact("seen", time(incident.openedAt())));
            return facts;
        }
        facts.add(fact("failing since", time(incident.failingSince())));
        facts.add(fact(
                "noticed",
                time(incident.openedAt()) + ", after "
                        + Durations.words(Duration.between(incident.failingSince(), incident.openedAt()))));
        incident.closedAt()
                .ifPresent(closedAt -> facts.add(fact(
                        "closed",
                        time(closedAt) + ", down for "
                                + Durations.words(Duration.between(incident.failingSince(), closedAt)))));
        if (incident.restarts() > 0) {
            facts.add(fact("restarts", Integer.toString(incident.restarts())));
        }
        return facts;
    }

    private static Map<String, String> fact(String label, String value) {
        return Map.of("label", label, "value", value);
    }

    private String time(Instant instant) {
        return times.format(instant.atZone(zone));
    }

    /** The closing letter shows no log: what the evidence holds is from before the cure. */
    private static List<Evidence> shown(Notice notice, List<Evidence> evidence) {
        return switch (notice.kind()) {
            case OPENED, ESCALATED, QUARANTINED -> evidence;
            case FLAPPING, CLOSED, LABEL_FAULT, BREAKER_OPENED, BREAKER_CLOSED -> List.of();
        };
    }

    private static Instant happenedAt(Notice notice) {
        return notice.incident().closedAt().orElse(notice.incident().openedAt());
    }

    private String messageId(Incident incident, int sequence) {
        return "<" + headerSafe(incident.id()) + "." + sequence + "." + headerSafe(instanceId) + "@dogwatch>";
    }

    /** Ids are safe already; should one ever not be, it stays unique, and short enough for a header and a file name. */
    private static String headerSafe(String id) {
        StringBuilder safe = new StringBuilder();
        id.chars()
                .forEach(c -> safe.append(
                        c < 128 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0)
                                ? Character.toString(c)
                                : "=" + Integer.toHexString(c)));
        return safe.length() <= LONGEST_ID
                ? safe.toString()
                : safe.substring(0, LONGEST_ID - 37) + "." + UUID.nameUUIDFromBytes(id.getBytes(UTF_8));
    }
}
