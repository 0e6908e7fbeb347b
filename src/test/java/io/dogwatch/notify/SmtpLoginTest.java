package io.dogwatch.notify;

import static io.dogwatch.notify.Notices.WRITER;
import static io.dogwatch.notify.Notices.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.notify.SmtpLogin.Mechanism;
import io.dogwatch.notify.SmtpServer.Security;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SmtpLoginTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} of a server that offers {1} is {2}")
    @CsvSource(textBlock = """
            AUTO,    PLAIN LOGIN,               PLAIN
            AUTO,    LOGIN PLAIN XOAUTH2,       PLAIN
            AUTO,    LOGIN,                     LOGIN
            LOGIN,   PLAIN LOGIN,               LOGIN
            PLAIN,   LOGIN PLAIN,               PLAIN
            XOAUTH2, PLAIN LOGIN XOAUTH2,       XOAUTH2
            """)
    void theMechanismIsTheOneThatIsWanted(Mechanism wanted, String offered, String used) throws IOException {
        try (FakeSmtpServer server = new FakeSmtpServer().offeringLogin(offered, "geheim-ß")) {
            Delivery delivery = deliver(server, new SmtpLogin("ops", new Secret.Fixed("geheim-ß"), wanted));

            assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
            assertThat(server.logins).containsExactly(used + " ops geheim-ß");
        }
    }

    @Test
    void aServerThatOffersNoMechanismOfOursGetsNothing() throws IOException {
        try (FakeSmtpServer server = new FakeSmtpServer().offeringLogin("CRAM-MD5", "secret")) {
            Delivery delivery = deliver(server, new SmtpLogin("ops", new Secret.Fixed("secret"), Mechanism.AUTO));

            assertThat(delivery).isInstanceOf(Delivery.TryAgain.class);
            assertThat(server.messages).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"XOAUTH2", "PLAIN"})
    void aSecretInAFileIsReadAgainAtEachAttempt(Mechanism mechanism) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "old\n");
        try (FakeSmtpServer server = new FakeSmtpServer().offeringLogin(mechanism.name(), "old")) {
            SmtpServer described = described(server, new SmtpLogin("ops", new Secret.InFile(file), mechanism));
            SmtpChannel channel = channel(described);
            assertThat(deliver(channel)).isInstanceOf(Delivery.Accepted.class);

            server.wants("new");
            assertThat(deliver(channel))
                    .isInstanceOfSatisfying(
                            Delivery.TryAgain.class,
                            again -> assertThat(again.why())
                                    .contains(
                                            mechanism == Mechanism.PLAIN
                                                    ? "535 5.7.8"
                                                    : "the token was refused: {\"status\":\"401\"}")
                                    .doesNotContain("old"));

            Files.writeString(file, "new\n");
            assertThat(deliver(channel)).isInstanceOf(Delivery.Accepted.class);

            Files.delete(file);
            assertThat(deliver(channel))
                    .isInstanceOfSatisfying(
                            Delivery.TryAgain.class,
                            again -> assertThat(again.why()).contains(file.toString()));
            assertThat(server.logins).hasSize(3);
        }
    }

    @Test
    void aSecretShowsItselfNowhere() {
        SmtpLogin login = new SmtpLogin("ops", new Secret.Fixed("hunter2"), Mechanism.AUTO);
        SmtpServer server = new SmtpServer("h", 587, Security.STARTTLS, Optional.of(login), true, Optional.empty());

        assertThat(login.toString()).doesNotContain("hunter2");
        assertThat(server.toString()).isEqualTo("h:587 (STARTTLS, as ops)");
    }

    private static SmtpServer described(FakeSmtpServer server, SmtpLogin login) {
        return new SmtpServer("127.0.0.1", server.port(), Security.NONE, Optional.of(login), true, Optional.empty());
    }

    private static SmtpChannel channel(SmtpServer server) {
        return new SmtpChannel(new MailSettings("dogwatch@example.org", Notices.RECIPIENTS, List.of(server)), WRITER);
    }

    private static Delivery deliver(FakeSmtpServer server, SmtpLogin login) {
        return deliver(channel(described(server, login)));
    }

    private static Delivery deliver(SmtpChannel channel) {
        return channel.deliver(Notices.message(opened(), List.of()));
    }
}
