package io.dogwatch.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dogwatch.journal.NoticeBatch;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.HumanDuration;
import io.dogwatch.model.PlainText;
import io.dogwatch.notify.SignedLinks.Purpose;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Renders notifications as mails: the cause first, then the actions taken, the next step, advice and times. A pure
 * function: equal messages give equal mails. Thread-safe.
 */
public final class MailRenderer implements MessageRenderer {

    /** Docker names can have several hundred characters; a file name is limited to 255, a header line to 998. */
    private static final int MAX_ID_LENGTH = 200;

    private static final int NAMED_CHILDREN = 10;

    private final String instanceId;
    private final Optional<URI> publicUrl;
    private final Optional<SignedLinks> links;
    private final ZoneId zone;
    private final Templates templates;
    private final DateTimeFormatter times;

    /**
     * @param instanceId from the journal; keeps the message ids of several instances distinct
     * @param publicUrl the URL of the web page
     * @param zone the zone of all times
     */
    public MailRenderer(String instanceId, Optional<URI> publicUrl, ZoneId zone) {
        this(instanceId, publicUrl, Optional.empty(), zone, Templates.BUILT_IN);
    }

    /** @param links signed links; require a {@code publicUrl} */
    public MailRenderer(
            String instanceId, Optional<URI> publicUrl, Optional<SignedLinks> links, ZoneId zone, Templates templates) {
        this.links = links;
        this.instanceId = instanceId;
        this.templates = templates;
        this.publicUrl = publicUrl;
        this.zone = zone;
        this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ENGLISH);
    }

    @Override
    public MailContent write(OutgoingMessage message) {
        return message.isAboutOne() ? single(message) : gathered(message);
    }

    private MailContent single(OutgoingMessage message) {
        Notice notice = message.newest();
        Incident incident = notice.incident();
        List<Evidence> evidence = message.evidence();
        NoticeText wording = new NoticeText(notice, evidence);
        // A group can contain the opening notification, which has the evidence.
        Attachments attachments = Attachments.of(message.notices().getFirst(), evidence);
        Map<String, Object> model = model(message);
        String topic = message.root()
                .map(NoticeBatch.Root::token)
                .filter(token -> !token.isEmpty())
                .orElse(wording.topic());
        return new MailContent(
                headerSafe(message.id()).replaceAll("^\\.", "_"),
                messageId(message.id()),
                message.root().map(first -> messageId(first.parcel())),
                happenedAt(notice),
                wording.name() + " " + wording.word(),
                message.root().isEmpty() ? topic : "Re: " + topic,
                topic,
                List.of(
                        new MailContent.Header("X-Dogwatch-Incident", headerSafe(incident.id())),
                        new MailContent.Header(
                                "X-Dogwatch-Target",
                                PlainText.line(incident.target().toString(), 150)),
                        new MailContent.Header("X-Dogwatch-Kind", kind(notice))),
                templates.fill("letter.txt.ftl", model),
                templates.fill("letter.html.ftl", model),
                attachments.files());
    }

    /** Renders a mail about several incidents. */
    private MailContent gathered(OutgoingMessage message) {
        GroupedNoticeText wording = new GroupedNoticeText(message);
        Map<String, Object> model = model(message);
        Optional<NoticeBatch.Root> root = wording.commonRoot();
        String topic = root.map(NoticeBatch.Root::token)
                .filter(token -> !token.isEmpty())
                .orElse(wording.topic());
        return new MailContent(
                headerSafe(message.id()).replaceAll("^\\.", "_"),
                messageId(message.id()),
                root.map(first -> messageId(first.parcel())),
                happenedAt(message.newest()),
                wording.word(),
                root.isEmpty() ? topic : "Re: " + topic,
                topic,
                List.of(
                        new MailContent.Header(
                                "X-Dogwatch-Incidents",
                                Integer.toString(message.newestOfEach().size())),
                        new MailContent.Header("X-Dogwatch-Kind", "gathered")),
                templates.fill("letter.txt.ftl", model),
                templates.fill("letter.html.ftl", model),
                List.of());
    }

    private static String kind(Notice notice) {
        return notice.kind().name().toLowerCase(Locale.ROOT);
    }

    static String late(OutgoingMessage message) {
        return message.heldFor().isEmpty()
                ? ""
                : "Some notifications were delayed: "
                        + message.heldFor().stream().sorted().collect(Collectors.joining("; ")) + ".";
    }

    /** Returns the variables of the mail templates. */
    Map<String, Object> model(OutgoingMessage message) {
        Map<String, Object> model = new HashMap<>();
        if (message.isAboutOne()) {
            List<Evidence> evidence = message.evidence();
            Notice first = message.notices().getFirst();
            model.putAll(model(
                    message.newest(),
                    new NoticeText(message.newest(), evidence),
                    MailLogTail.of(shown(first, evidence), zone),
                    Attachments.of(first, evidence)));
            model.put("acts", acts(message.newest(), message.createdAt()));
        } else {
            model.putAll(new GroupedNoticeText(message).model());
            model.put("acts", List.of());
            model.put("link", publicUrl.map(URI::toASCIIString).orElse(""));
        }
        model.put("late", late(message));
        return model;
    }

    private Map<String, Object> model(Notice notice, NoticeText wording, List<String> tail, Attachments attachments) {
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
        model.put("items", List.of());
        model.put("unlisted", "0");
        model.put("facts", facts(notice, wording));
        model.put("tail", tail);
        model.put(
                "files",
                attachments.files().stream()
                        .map(MailContent.Attachment::fileName)
                        .toList());
        model.put("leftOut", Integer.toString(attachments.leftOut()));
        model.put("signature", "incident " + headerSafe(notice.incident().id()));
        model.put("link", page(notice).map(URI::toASCIIString).orElse(""));
        return model;
    }

    /** Returns the page of the incident; empty if the notification has none. */
    private Optional<URI> page(Notice notice) {
        return isIncident(notice)
                ? links.map(signed -> signed.incident(notice.incident().id())).or(() -> publicUrl)
                : publicUrl;
    }

    /** Returns the signed links of the notification. */
    private List<Map<String, String>> acts(Notice notice, Instant createdAt) {
        if (!isIncident(notice) || notice.kind() == Notice.Kind.CLOSED) {
            return List.of();
        }
        String incident = notice.incident().id();
        Instant until = createdAt.plus(SignedLinks.GOOD_FOR);
        return links.stream()
                .flatMap(signed -> Stream.of(
                        Map.of(
                                "label",
                                "Acknowledge: stop reminders and escalation",
                                "url",
                                signed.link(Purpose.ACK, incident, until).toASCIIString()),
                        Map.of(
                                "label",
                                "Silence notifications for a while",
                                "url",
                                signed.link(Purpose.SILENCE, incident, until).toASCIIString())))
                .toList();
    }

    private static boolean isIncident(Notice notice) {
        return switch (notice.kind()) {
            case OPENED, ESCALATED, QUARANTINED, FLAPPING, REMINDER, UNACKNOWLEDGED, CLOSED, ACKNOWLEDGED -> true;
            case LABEL_FAULT, LOG_UNREADABLE, LOG_UNBOUNDED, BREAKER_OPENED, BREAKER_CLOSED, REPORT -> false;
        };
    }

    private List<Map<String, String>> facts(Notice notice, NoticeText wording) {
        Incident incident = notice.incident();
        List<Map<String, String>> facts = new ArrayList<>();
        facts.add(fact("container", PlainText.line(incident.target().toString(), 150)));
        if (!incident.image().isEmpty()) {
            facts.add(fact("image", PlainText.line(incident.image(), 150)));
        }
        if (wording.isAboutSetup()) {
            facts.add(fact("seen", time(incident.openedAt())));
            return facts;
        }
        facts.add(fact("failing since", time(incident.failingSince())));
        facts.add(fact(
                "detected",
                time(incident.openedAt()) + ", after "
                        + HumanDuration.of(Duration.between(incident.failingSince(), incident.openedAt()))));
        incident.closedAt()
                .ifPresent(closedAt -> facts.add(fact(
                        "closed",
                        time(closedAt) + ", down for "
                                + HumanDuration.of(Duration.between(incident.failingSince(), closedAt)))));
        if (!incident.children().isEmpty()) {
            facts.add(fact("also failing", children(incident)));
        }
        if (wording.restarts() > 0) {
            facts.add(fact("restarts", Integer.toString(wording.restarts())));
        }
        return facts;
    }

    /** Returns the names of dependents, which get no notification of their own failures. */
    private static String children(Incident incident) {
        String named = incident.children().stream()
                .limit(NAMED_CHILDREN)
                .map(child -> child.host().equals(incident.target().host()) ? child.name() : child.toString())
                .collect(Collectors.joining(", "));
        int others = incident.children().size() - NAMED_CHILDREN;
        return PlainText.line(named, 400) + (others > 0 ? " and " + others + " more" : "") + " (dependents)";
    }

    private static Map<String, String> fact(String label, String value) {
        return Map.of("label", label, "value", value);
    }

    private String time(Instant instant) {
        return times.format(instant.atZone(zone));
    }

    /** Returns the evidence to show; empty for a closing mail, because the evidence is older than the recovery. */
    static List<Evidence> shown(Notice notice, List<Evidence> evidence) {
        return switch (notice.kind()) {
            case OPENED, ESCALATED, QUARANTINED, UNACKNOWLEDGED -> evidence;
            case FLAPPING,
                    REMINDER,
                    CLOSED,
                    LABEL_FAULT,
                    LOG_UNREADABLE,
                    LOG_UNBOUNDED,
                    BREAKER_OPENED,
                    BREAKER_CLOSED,
                    ACKNOWLEDGED,
                    REPORT -> List.of();
        };
    }

    private static Instant happenedAt(Notice notice) {
        return notice.incident().closedAt().orElse(notice.incident().openedAt());
    }

    private String messageId(String message) {
        return messageId(message, instanceId);
    }

    static String messageId(String message, String instanceId) {
        return "<" + headerSafe(message) + "." + headerSafe(instanceId) + "@dogwatch>";
    }

    /** Makes an id safe for a header and a file name, and keeps it unique. Ids are normally safe already. */
    static String headerSafe(String id) {
        StringBuilder safe = new StringBuilder();
        id.chars()
                .forEach(c -> safe.append(
                        c < 128 && (Character.isLetterOrDigit(c) || "._-+".indexOf(c) >= 0)
                                ? Character.toString(c)
                                : "=" + Integer.toHexString(c)));
        return safe.length() <= MAX_ID_LENGTH
                ? safe.toString()
                : safe.substring(0, MAX_ID_LENGTH - 37) + "." + UUID.nameUUIDFromBytes(id.getBytes(UTF_8));
    }
}
