package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Dogwatch that cannot work says so by mail and ends, rather than look alive. Needs no engine. */
class LastWordsIT {

    private static final String NOWHERE = "unix:///nowhere/docker.sock";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void open() {
        server.start();
    }

    @AfterEach
    void close() {
        server.stop();
    }

    private String mailAnd(String rest) {
        return """
                mail:
                  from: dogwatch@example.org
                  to: [ops@example.org]
                  servers: [{host: 127.0.0.1, port: %d, security: none}]
                """.formatted(server.getSmtp().getPort()) + rest;
    }

    @Test
    void withoutItsStoreItEndsItselfAndSaysWhyOnce() throws Exception {
        try (RunningDogwatch dogwatch = RunningDogwatch.configured(NOWHERE, mailAnd("watchdog: {timeout: 10s}\n"))) {
            dogwatch.start();
            removeDatabase(dogwatch.data());

            assertThat(dogwatch.awaitExit(RunningDogwatch.PATIENCE)).isEqualTo(Watchdog.EXIT_CODE);
            assertThat(told()).singleElement().satisfies(letter -> {
                assertThat(letter.getSubject()).contains("Dogwatch on", "has ended itself");
                assertThat(GreenMailUtil.getBody(letter)).contains("store");
            });

            dogwatch.start();
            removeDatabase(dogwatch.data());
            assertThat(dogwatch.awaitExit(RunningDogwatch.PATIENCE)).isEqualTo(Watchdog.EXIT_CODE);
            assertThat(told()).hasSize(1);
        }
    }

    @Test
    void ifItCannotStartItSaysWhy() throws Exception {
        try (RunningDogwatch dogwatch = RunningDogwatch.configured(NOWHERE, mailAnd(""))) {
            Files.writeString(dogwatch.data(), "a file where the folder should be");

            dogwatch.launch();

            assertThat(dogwatch.awaitExit(RunningDogwatch.PATIENCE)).isEqualTo(1);
            assertThat(told()).singleElement().satisfies(letter -> {
                assertThat(letter.getSubject()).contains("cannot start");
                assertThat(GreenMailUtil.getBody(letter)).contains("data folder");
            });
        }
    }

    private List<MimeMessage> told() {
        return List.of(server.getReceivedMessages());
    }

    private static void removeDatabase(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("dogwatch.db"))
                    .toList()) {
                Files.delete(file);
            }
        }
    }
}
