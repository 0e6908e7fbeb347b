package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dogwatch.TestEngine;
import io.dogwatch.containerstats.LogGrowth;
import io.dogwatch.model.LogRotation;
import io.dogwatch.notify.PostfixServer;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody has to mend about how containers are set up arrives by a real Postfix, once each. Needs root. */
@Timeout(300)
class SetupFaultsIT {

    private static final List<String> FAULTY =
            List.of("--label", "dogwatch.enable=true", "--label", "dogwatch.check.site.http.prot=80");

    @TempDir
    Path home;

    /** Others have to get into it. */
    @TempDir
    Path mta;

    @Test
    void whoeverHasToMendAContainerIsToldOnceAndHow() throws Exception {
        try (PostfixServer postfix = new PostfixServer(mta);
                TestEngine engine = TestEngine.connect();
                RunningDogwatch dogwatch = RunningDogwatch.configured(engine.endpoint(), configuration(postfix))) {
            TestEngine.Container growing =
                    engine.run("setup-growing", List.of("--log-driver", "json-file"), "sleep", "600");
            writesMuch(engine, growing);
            TestEngine.Container mute = engine.run("setup-mute", List.of("--log-driver", "none"), "sleep", "600");
            TestEngine.Container faulty = engine.run("setup-faulty", FAULTY, "sleep", "600");

            dogwatch.startConnected();
            // The second round, a minute later, tells what the first has come too early for.
            dogwatch.await("all three are told", () -> postfix.arrived().size() >= 3);

            List<Letter> letters = letters(postfix);
            assertThat(letters)
                    .extracting(Letter::kind, Letter::target)
                    .containsExactlyInAnyOrder(
                            tuple("log_unbounded", "local/" + growing.name()),
                            tuple("log_unreadable", "local/" + mute.name()),
                            tuple("label_fault", "local/" + faulty.name()));
            assertThat(text(letters, "log_unbounded"))
                    .contains("takes 1GiB", LogRotation.RUN_OPTION, LogRotation.COMPOSE_OPTION);
            assertThat(text(letters, "log_unreadable")).contains("log driver none does not support reading");
            assertThat(text(letters, "label_fault")).contains("dogwatch.check.site.http.prot");

            dogwatch.kill();
            dogwatch.startConnected();
            dogwatch.await("the logs are looked at", () -> dogwatch.logged("log size limit missing") == 2);
            TestEngine.Container another = engine.run("setup-another", FAULTY, "sleep", "600");
            dogwatch.await(
                    "another is told",
                    () -> letters(postfix).stream()
                            .anyMatch(letter -> letter.target().endsWith(another.name())));
            assertThat(letters(postfix)).hasSize(4);
        }
    }

    private String configuration(PostfixServer postfix) throws Exception {
        Files.writeString(home.resolve("smtp-password"), PostfixServer.PASSWORD);
        return """
                watch:
                  - name: "%s"
                  - name: "%s"
                    checks: {beat: {kind: log, heartbeat: {pattern: tick, interval: 1h}}}
                mail:
                  from: dogwatch@shop.example
                  to: [ops@shop.example]
                  servers:
                    - {host: localhost, port: %d, user: "%s", passwordFile: "%s", caFile: "%s"}
                """.formatted(
                        TestEngine.unique("setup-growing"),
                        TestEngine.unique("setup-mute"),
                        postfix.port(),
                        PostfixServer.USER,
                        home.resolve("smtp-password"),
                        postfix.authority());
    }

    /** As large as if it had written so much; all of that is a hole in the file, which takes no disk. */
    private static void writesMuch(TestEngine engine, TestEngine.Container container) throws Exception {
        String path = engine.docker("inspect", "--format", "{{.LogPath}}", container.id());
        try (RandomAccessFile log = new RandomAccessFile(path, "rw")) {
            log.setLength(LogGrowth.LARGE);
        }
    }

    private record Letter(String kind, String target, String text) {}

    private static List<Letter> letters(PostfixServer postfix) throws Exception {
        List<Letter> letters = new ArrayList<>();
        for (Path file : postfix.arrived()) {
            try (InputStream raw = Files.newInputStream(file)) {
                MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), raw);
                letters.add(new Letter(
                        mail.getHeader("X-Dogwatch-Kind", null),
                        mail.getHeader("X-Dogwatch-Target", null),
                        plain(mail)));
            }
        }
        return letters;
    }

    /** The first part that is plain text. */
    private static String plain(Part part) throws Exception {
        if (part.getContent() instanceof MimeMultipart parts) {
            return plain(parts.getBodyPart(0));
        }
        return String.valueOf(part.getContent());
    }

    private static String text(List<Letter> letters, String kind) {
        return letters.stream()
                .filter(letter -> letter.kind().equals(kind))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
