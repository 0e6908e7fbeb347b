package io.dogwatch.notify;

import io.dogwatch.journal.NoticeBatch;
import io.dogwatch.judge.Failure;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The story the tests tell: web answers 500 three times, is restarted, and works again 72 s after it began. */
final class Notices {

    static final Instant AT = Instant.parse("2026-11-24T03:12:07Z");
    static final MailRenderer WRITER = new MailRenderer("0badcafe", Optional.empty(), ZoneId.of("UTC"));
    static final List<String> RECIPIENTS = List.of("ops@example.org");

    private Notices() {}

    static Incident incident() {
        return incident("local.web.3", new TargetId("local", "web"), "500 (allowed: 200-399)");
    }

    static Incident incident(String id, TargetId target, String detail) {
        return new Incident(
                id,
                target,
                "nginx:1.27",
                "",
                "",
                AT.minus(Duration.ofSeconds(20)),
                AT,
                new Failure("site", "http", Cause.UNEXPECTED_STATUS, detail, 3, 3),
                Severity.CRITICAL,
                List.of(),
                0,
                true,
                false,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Notice opened() {
        return new Notice(
                Notice.Kind.OPENED,
                incident(),
                0,
                "Dogwatch is restarting it now: restart 1 of 5 within 30 min (4 left).");
    }

    static Notice quarantined() {
        Incident tried = incident()
                .withRestart()
                .withRestart()
                .withRestart()
                .withRestart()
                .withRestart();
        return new Notice(
                Notice.Kind.QUARANTINED,
                tried,
                1,
                "Dogwatch has stopped restarting it because restarts have not fixed it. Please investigate. Restarts resume after 1 h,"
                        + " on a manual release, or when the container is replaced.");
    }

    static Notice closed() {
        Incident over = incident().withRestart().withNotice().closed(AT.plusSeconds(52), Reason.RECOVERED);
        return new Notice(Notice.Kind.CLOSED, over, 1, "No action is needed.");
    }

    /** About one notice; what is not the first belongs behind the first. */
    static OutgoingMessage message(Notice notice, List<Evidence> evidence) {
        String incident = notice.incident().id();
        return new OutgoingMessage(
                notice.id(),
                List.of(notice),
                Set.of(),
                notice.sequence() == 0 ? Map.of() : Map.of(incident, new NoticeBatch.Root(incident + "-0", "")),
                AT,
                evidence);
    }

    static List<Evidence> evidence() {
        return List.of(evidence("log.txt", log()));
    }

    static Evidence evidence(String name, String text) {
        return new Evidence(
                AT.plusMillis(300),
                List.of(
                        new Evidence.Exhibit(name, text, true),
                        new Evidence.Exhibit("state.txt", "# taken at 2026-11-24T03:12:07Z\nstatus: running\n", true),
                        new Evidence.Exhibit(
                                "processes.txt", "UID   PID   CMD\nroot  4711  nginx: master process\n", true)));
    }

    private static String log() {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            log.append(String.format(
                    Locale.ROOT,
                    "2026-11-24T03:11:%02d.118Z 172.17.0.4 - - [24/Nov/2026:03:11:%02d +0000] \"GET / HTTP/1.0\" %d 153 \"-\" \"Wget\"%n",
                    i,
                    i,
                    i < 30 ? 200 : 500));
        }
        log.append("2026-11-24T03:11:59.004Z [error] 29#29: *812 open() \"/var/cache/größe.tmp\" failed (28: No space"
                + " left on device), client: 172.17.0.4, server: localhost, request: \"GET / HTTP/1.0\"\n");
        return log.toString();
    }
}
