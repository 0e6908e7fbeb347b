package io.dogwatch.notify;

import io.dogwatch.judge.Notice;
import io.dogwatch.model.TargetId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes sample letters to a folder, to be looked at in mail clients and browsers. */
final class SampleLetters {

    private SampleLetters() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        MailRenderer writer = new MailRenderer(
                "0badcafe", Optional.of(URI.create("http://dogwatch.example.org:8080/")), ZoneId.of("Europe/Berlin"));
        MaildirChannel channel = new MaildirChannel(
                folder.resolve("maildir"),
                new MailSettings("dogwatch@example.org", Notices.RECIPIENTS, List.of()),
                writer);
        Map<String, OutgoingMessage> samples = Map.of(
                "opened", Notices.message(Notices.opened(), Notices.evidence()),
                "quarantined", Notices.message(Notices.quarantined(), Notices.evidence()),
                "closed", Notices.message(Notices.closed(), Notices.evidence()),
                "unacknowledged", Notices.message(unacknowledged(), Notices.evidence()),
                "gathered", gathered());
        for (var sample : samples.entrySet()) {
            channel.deliver(sample.getValue());
            MailContent letter = writer.write(sample.getValue());
            Files.writeString(folder.resolve(sample.getKey() + ".html"), letter.html());
            Files.copy(
                    folder.resolve("maildir/new/" + letter.fileName() + ".eml"),
                    folder.resolve(sample.getKey() + ".eml"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        ReportText report = new ReportText(SampleReports.weekly());
        Files.writeString(
                folder.resolve("report.html"),
                Templates.BUILT_IN.fill(
                        "report.html.ftl",
                        report.model("http://dogwatch.example.org:8080/", "--log-opt max-size=10m")));
        Files.writeString(
                folder.resolve("report.txt"),
                Templates.BUILT_IN.fill(
                        "report.txt.ftl", report.model("http://dogwatch.example.org:8080/", "--log-opt max-size=10m")));
    }

    private static Notice unacknowledged() {
        return new Notice(
                Notice.Kind.UNACKNOWLEDGED,
                Notices.incident().withNotice(),
                1,
                1,
                "No further notification about this unless something changes.");
    }

    private static OutgoingMessage gathered() {
        List<Notice> notices = new ArrayList<>();
        for (String name :
                List.of("shop-web-1", "shop-db-1", "payment-gateway-with-a-long-name-1", "cache", "mailer")) {
            notices.add(new Notice(
                    Notice.Kind.OPENED,
                    Notices.incident("local." + name + ".1", new TargetId("local", name), "500 (allowed: 200-399)"),
                    0,
                    "It is being restarted now (attempt 1)."));
        }
        notices.add(Notices.closed());
        return new OutgoingMessage(
                notices.getFirst().id() + "+5",
                notices,
                Set.of("more than 5 messages about local/mailer within 10 min"),
                Map.of(),
                Notices.AT,
                List.of());
    }
}
