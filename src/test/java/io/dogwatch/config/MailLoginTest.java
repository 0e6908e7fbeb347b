package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.notify.Secret;
import io.dogwatch.notify.SmtpLogin;
import io.dogwatch.notify.SmtpLogin.Mechanism;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailLoginTest {

    @TempDir
    Path folder;

    @Test
    void aTokenMeansXoauth2AndAFileIsReadAgainForEachUse() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "ya29.a0\n");

        SmtpLogin login = login("user: u, tokenFile: " + file);

        assertThat(login).isEqualTo(new SmtpLogin("u", new Secret.InFile(file), Mechanism.XOAUTH2));
        Files.writeString(file, "ya29.b1\n");
        assertThat(login.secret().read()).isEqualTo("ya29.b1");
    }

    @Test
    void aPasswordFromTheEnvironmentUsesTheMethodOfTheServerByDefault() throws IOException {
        assertThat(login("user: u, password: '${SMTP_PASSWORD}'"))
                .isEqualTo(new SmtpLogin("u", new Secret.Fixed("x"), Mechanism.AUTO));
        assertThat(login("user: u, password: '${SMTP_PASSWORD}', auth: login").mechanism())
                .isEqualTo(Mechanism.LOGIN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user: u                                                       | set password: ${NAME} or passwordFile
            user: u, auth: xoauth2                                        | set token: ${NAME} or tokenFile
            user: u, auth: xoauth2, password: '${SMTP_PASSWORD}'          | xoauth2 requires a token
            user: u, auth: plain, token: '${SMTP_PASSWORD}'               | a token requires xoauth2
            user: u, password: '${SMTP_PASSWORD}', token: '${SMTP_PASSWORD}' | use only one
            token: '${SMTP_PASSWORD}'                                     | a token is set
            user: u, auth: xoauth, token: '${SMTP_PASSWORD}'              | xoauth2
            user: u, tokenFile: /nowhere/token                            | cannot be read
            """)
    void contradictionsAreReportedWithTheAllowedValues(String server, String fault) throws IOException {
        assertThat(Texts.faults(text(server), Map.of("SMTP_PASSWORD", "x")))
                .anySatisfy(it -> assertThat(it.toString()).contains(fault));
    }

    private static SmtpLogin login(String server) throws IOException {
        ParseContext reading = new ParseContext();
        Settings settings =
                SettingsReader.read(YamlTree.read(text(server), Map.of("SMTP_PASSWORD", "x"), reading), reading);
        assertThat(reading.faults()).isEmpty();
        return settings.mail().servers().getFirst().login().orElseThrow();
    }

    private static String text(String server) {
        return "mail: {from: a@example.org, to: b@example.org, servers: [{host: h, " + server + "}]}";
    }
}
