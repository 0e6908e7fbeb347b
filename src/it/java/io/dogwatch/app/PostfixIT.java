package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.TestEngine;
import io.dogwatch.journal.SqlJournal;
import io.dogwatch.model.Evidence;
import io.dogwatch.notify.PostfixServer;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole application, which mails through a real Postfix. Needs root. */
@Timeout(300)
class PostfixIT {

    /** Each place where somebody may have a secret, with one of its own. */
    private static final List<String> PLACES = List.of(
            "environment of the container",
            "log line",
            "address in the log",
            "label",
            "command line",
            "secret of a channel",
            "address of a channel",
            "header of a check");

    @TempDir
    Path home;

    /** Others have to get into it. */
    @TempDir
    Path mta;

    private PostfixServer postfix;
    private final Map<String, String> canaries = new LinkedHashMap<>();

    @BeforeEach
    void start() throws Exception {
        postfix = new PostfixServer(mta);
        PLACES.forEach(place ->
                canaries.put(place, "canary" + UUID.randomUUID().toString().replace("-", "")));
    }

    @AfterEach
    void stop() {
        postfix.close();
    }

    private String canary(String place) {
        return java.util.Objects.requireNonNull(canaries.get(place), place);
    }

    private String mail() throws IOException {
        Files.writeString(home.resolve("smtp-password"), PostfixServer.PASSWORD);
        return """
                mail:
                  from: dogwatch@shop.example
                  to: [ops@shop.example]
                  servers:
                    - {host: localhost, port: %d, user: "%s", passwordFile: "%s", caFile: "%s"}
                """.formatted(postfix.port(), PostfixServer.USER, home.resolve("smtp-password"), postfix.authority());
    }

    @Test
    void theTrialSendsALetterThatArrivesAndShowsTheDialogue() throws Exception {
        try (TestEngine engine = TestEngine.connect();
                RunningDogwatch dogwatch = RunningDogwatch.configured(engine.endpoint(), mail())) {
            dogwatch.start();

            RunningDogwatch.Said said = dogwatch.say("test-mail");

            assertThat(said.text())
                    .contains("Receiver mail, to ops@shop.example", "STARTTLS", "AUTH", "queued as", "Accepted as <")
                    .doesNotContain(PostfixServer.PASSWORD);
            assertThat(said.exitCode()).isZero();
            // By its id: what befalls the containers of other tests on this engine is told there too.
            String id = said.text().replaceFirst("(?s).*Accepted as (<[^>]+>).*", "$1");
            dogwatch.await(
                    "it is in the mailbox",
                    () -> mails().stream().anyMatch(mail -> mail.contains("Message-ID: " + id)));

            Files.writeString(home.resolve("smtp-password"), "another");
            RunningDogwatch.Said refused = dogwatch.say("test-mail");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.text()).contains("NO  AUTH", "535", "The mail was not sent.");

            assertThat(dogwatch.say("report", "--last", "1d").text())
                    .startsWith("REPORT: ")
                    .contains("SUMMARY");
        }
    }

    @Test
    void noSecretIsFoundAnywhereAfterAnIncident() throws Exception {
        Files.writeString(home.resolve("channel-secret"), canary("secret of a channel"));
        Files.writeString(
                home.resolve("channel-url"),
                "http://127.0.0.1:" + RunningDogwatch.freePort() + "/" + canary("address of a channel"));
        List<String> texts = new ArrayList<>();
        Path data;
        String name;
        try (TestEngine engine = TestEngine.connect();
                RunningDogwatch dogwatch = RunningDogwatch.configured(
                        engine.endpoint(),
                        """
                        defaults: {startPeriod: 2s}
                        watch:
                          - name: "%s-*"
                            checks:
                              site: {kind: http, port: 80, interval: 1s, headers: {Authorization: "Bearer %s"}}
                        notify:
                          groupInterval: 0s
                          channels: {hook: {kind: webhook, urlFile: "%s", secretFile: "%s"}}
                          routes: [{name: all, to: [ops@shop.example], channels: hook}]
                        """.formatted(
                                                TestEngine.unique("canary"),
                                                canary("header of a check"),
                                                home.resolve("channel-url"),
                                                home.resolve("channel-secret"))
                                + mail())) {
            dogwatch.startConnected();
            name = singing(engine).name();
            dogwatch.awaitPhase(name, "healthy");
            engine.docker("exec", name, "rm", "/tmp/www/index.html");
            dogwatch.await("it is told", () -> postfix.arrived().size() >= 1);
            dogwatch.awaitOneIncidentClosed(name);
            dogwatch.await("the end is told", () -> postfix.arrived().size() >= 2);
            dogwatch.await("the channel fails", () -> dogwatch.logged("delivery to receiver all.hook failed") > 0);

            texts.addAll(answers(dogwatch, name));
            texts.addAll(dogwatch.log());
            texts.add(dogwatch.say("explain", name, "--values", "--json").text());
            texts.add(dogwatch.say("explain", name, "--values").text());
            dogwatch.kill();
            data = dogwatch.data();
            texts.addAll(files(data));
            texts.addAll(evidence(data));
            texts.addAll(mails());
        }

        assertThat(texts).as("there is something to search").hasSizeGreaterThan(20);
        assertThat(texts).as("the log itself is there").anyMatch(text -> text.contains("chirp"));
        canaries.forEach((place, canary) -> assertThat(
                        texts.stream().filter(text -> text.contains(canary)).map(text -> around(text, canary)))
                .as("found the secret in the " + place)
                .isEmpty());
        assertThat(texts.stream().filter(text -> text.contains(PostfixServer.PASSWORD)))
                .as("the password of the mail server")
                .isEmpty();
    }

    private static String around(String text, String canary) {
        int at = text.indexOf(canary);
        return text.substring(Math.max(0, at - 120), Math.min(text.length(), at + 60));
    }

    /** Says its secrets in its log, and has them wherever a container can have some. */
    private TestEngine.Container singing(TestEngine engine) {
        return engine.run(
                "canary-site",
                List.of(
                        "--stop-timeout",
                        "1",
                        "--env",
                        "DB_PASSWORD=" + canary("environment of the container"),
                        "--env",
                        "SUNG=" + canary("log line"),
                        "--env",
                        "ADDRESS=" + canary("address in the log"),
                        "--label",
                        "org.example.api-token=" + canary("label")),
                "sh",
                "-c",
                """
                mkdir -p /tmp/www; echo hello > /tmp/www/index.html
                echo "chirp password=$SUNG"
                echo "chirp postgres://dogwatch:$ADDRESS@db:5432/shop"
                echo "chirp {\\"apiKey\\": \\"$SUNG\\"}"
                httpd -p 80 -h /tmp/www
                while :; do echo "chirp Authorization: Bearer $SUNG"; sleep 1; done
                """,
                "--password=" + canary("command line"));
    }

    private static List<String> answers(RunningDogwatch dogwatch, String name) {
        List<String> answers = new ArrayList<>();
        List<String> paths = new ArrayList<>(List.of(
                "metrics",
                "api/v1/targets",
                "api/v1/hosts",
                "api/v1/incidents",
                "api/v1/silences",
                "api/v1/report",
                "",
                "incidents",
                "notifications",
                "targets/local/" + name));
        paths.addAll(Stream.of("", "/explain", "/insight", "/suggestions")
                .map(part -> "api/v1/targets/local/" + name + part)
                .toList());
        dogwatch.incidents(name).forEach(incident -> {
            paths.add("api/v1/incidents/" + incident.path("id").asText());
            paths.add("incidents/" + incident.path("id").asText());
        });
        for (String path : paths) {
            answers.add(dogwatch.get(path).orElseThrow(() -> new AssertionError("no response at " + path)));
        }
        return answers;
    }

    /** As they lie there, the database among them. */
    private static List<String> files(Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }

    /** Unpacked, since what is packed hides a secret from a search. */
    private static List<String> evidence(Path folder) {
        List<String> texts = new ArrayList<>();
        try (SqlJournal journal = SqlJournal.open(folder)) {
            journal.incidents(Optional.empty(), 100).forEach(incident -> {
                texts.add(incident.toString());
                journal.evidence(incident.id()).stream()
                        .flatMap(evidence -> evidence.exhibits().stream())
                        .map(Evidence.Exhibit::text)
                        .forEach(texts::add);
            });
        }
        assertThat(texts).hasSizeGreaterThan(3);
        return texts;
    }

    /** All parts, decoded. */
    private List<String> mails() throws Exception {
        List<String> texts = new ArrayList<>();
        for (Path file : postfix.arrived()) {
            byte[] raw = Files.readAllBytes(file);
            texts.add(new String(raw, StandardCharsets.ISO_8859_1));
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
            texts.add(mail.getSubject());
            parts(mail.getContent(), texts);
        }
        return texts;
    }

    private static void parts(Object content, List<String> texts) throws Exception {
        if (content instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                parts(part.getContent(), texts);
            }
        } else {
            texts.add(String.valueOf(content));
        }
    }
}
