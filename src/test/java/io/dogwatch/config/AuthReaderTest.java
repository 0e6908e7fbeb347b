package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.auth.AuthSettings;
import io.dogwatch.auth.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may come in, as it is written. What is wrong with it: {@code invalid-access*.yml}. */
class AuthReaderTest {

    private static final String HASH = "$2b$10$abcdefghijklmnopqrstuu5l2mO2YzyEsHJLgg3Urz7twlBz7iAAK";

    @TempDir
    private Path folder;

    @Test
    void withoutTheSectionNoLoginIsRequired() {
        AuthSettings access = Texts.settings("").auth();

        assertThat(access).isEqualTo(AuthSettings.DEFAULT);
        assertThat(access.isGuarded()).isFalse();
        assertThat(access.session().idleTimeout()).isEqualTo(Duration.ofHours(12));
        assertThat(access.session().maxLifetime()).isEqualTo(Duration.ofDays(7));
        assertThat(Texts.settings("").metrics().open()).isFalse();
    }

    @Test
    void aHashComesFromTheConfigurationTheEnvironmentOrASeparateFile() throws Exception {
        Path file = Files.writeString(folder.resolve("hash"), HASH + "\n");

        assertThat(AccessSample.settings("users:\n- {name: anna, role: operator, password: '" + HASH
                                + "'}\n- {name: bob," + " role: viewer, passwordFile: " + file + "}")
                        .users())
                .allSatisfy(
                        user -> assertThat(user.password().orElseThrow().text()).isEqualTo(HASH))
                .extracting(user -> user.name() + " " + user.role())
                .containsExactly("anna OPERATOR", "bob VIEWER");
    }

    @Test
    void aTokenIsGoodUntilTheEndOfItsDay() {
        assertThat(AccessSample.settings("tokens: [{name: a, role: viewer, expires: 2027-01-31, hash: 'sha256:"
                                + "0".repeat(64) + "'}]")
                        .tokens()
                        .getFirst()
                        .expires())
                .hasValue(Instant.parse("2027-02-01T00:00:00Z"));
    }

    @Test
    void theProviderHasDefaultsForAllButWhoItIs() {
        assertThat(AccessSample.settings("""
                        oidc:
                          issuer: https://id.example.org
                          clientId: dogwatch
                          clientSecret: x
                          publicUrl: https://dogwatch.example.org/sub
                          roles: {admin: [lead, boss], viewer: staff}
                        """).oidc()).hasValueSatisfying(oidc -> {
            assertThat(oidc.scopes()).containsExactly("openid", "profile", "email");
            assertThat(oidc.usernameClaim()).isEqualTo("preferred_username");
            assertThat(oidc.rolesClaim()).isEqualTo("groups");
            assertThat(oidc.redirect()).hasToString("https://dogwatch.example.org/sub/login/oidc/back");
            assertThat(oidc.roles())
                    .isEqualTo(Map.of(Role.ADMIN, Set.of("lead", "boss"), Role.VIEWER, Set.of("staff")));
            assertThat(oidc.toString()).doesNotContain("x]");
        });
    }

    @Test
    void whatIsOpenOrHasOnlyTokensIsAWarning() {
        assertThat(Texts.settings("auth: {open: true}").warnings())
                .singleElement()
                .asString()
                .contains("every client that reaches the port");
        assertThat(Texts.settings("auth: {tokens: [{name: a, role: viewer, hash: 'sha256:" + "0".repeat(64) + "'}]}")
                        .warnings())
                .singleElement()
                .asString()
                .contains("a token cannot log in to the web page");
    }
}
