package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.dogwatch.TestEngine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The mail server is down while something happens, and Dogwatch is even killed meanwhile. Needs root. */
class MailOutageIT {

    static {
        // At DEBUG it logs every line of every mail.
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger("com.icegreen")).setLevel(Level.INFO);
    }

    @Test
    void mailsWaitForTheirServerAcrossASuddenDeathAndArriveInOrder() {
        int port = RunningDogwatch.freePort();
        try (TestEngine engine = TestEngine.connect();
                RunningDogwatch dogwatch =
                        RunningDogwatch.configured(engine.endpoint(), """
                        defaults: {startPeriod: 2s}
                        watch: [{name: "%s-*"}]
                        mail:
                          from: dogwatch@example.org
                          to: [ops@example.org]
                          servers: [{host: 127.0.0.1, port: %d, security: none}]
                        """.formatted(TestEngine.unique("mail"), port))) {
            dogwatch.startConnected();
            Patient patient = Patient.admit(engine, "mail-down");
            dogwatch.awaitPhase(patient.name(), "healthy");
            patient.crash();
            dogwatch.awaitOneIncidentClosed(patient.name());
            dogwatch.await("it says so", () -> dogwatch.logged("delivery to receiver mail") > 0);
            dogwatch.kill();

            GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            server.start();
            try {
                dogwatch.startConnected();

                dogwatch.await(
                        "both mails are there", () -> about(server, patient).size() == 2);
                List<Mailbox.Mail> mails = about(server, patient);
                assertThat(mails).extracting(Mailbox.Mail::kind).containsExactly("opened", "closed");
                assertThat(mails.getFirst().attachments()).contains("log.txt");
                assertThat(mails.getLast().inReplyTo())
                        .contains(mails.getFirst().id());
            } finally {
                server.stop();
            }
        }
    }

    /** Others' containers may fail beside ours. */
    private static List<Mailbox.Mail> about(GreenMail server, Patient patient) {
        return Stream.of(server.getReceivedMessages())
                .map(Mailbox.Mail::of)
                .filter(mail -> mail.subject().contains(patient.name()))
                .toList();
    }
}
