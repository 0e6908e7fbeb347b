package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others than this machine may be let reach. */
class BindAddressCheckTest {

    private static final String USERS = "\nauth: {users: [{name: a, role: admin, password: "
            + "'$2b$10$abcdefghijklmnopqrstuu5l2mO2YzyEsHJLgg3Urz7twlBz7iAAK'}]}";

    private static List<String> faults(String yaml) throws Exception {
        try {
            new DogwatchConfigurationFactory(
                            DogwatchConfiguration.class,
                            Validators.newValidator(),
                            Jackson.newObjectMapper(),
                            "dwexposed",
                            Map.of())
                    .build(path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "config.yml");
            return List.of();
        } catch (ConfigurationFaultsException e) {
            return List.copyOf(e.getErrors());
        }
    }

    private static String page(String host) {
        return "server: {applicationConnectors: [{type: http, bindHost: \"" + host + "\", port: 1}]}";
    }

    private static String admin(String host) {
        return "server: {adminConnectors: [{type: http, bindHost: \"" + host + "\", port: 1}]}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "dogwatch.example.org", "127.0.0.1.example.org"})
    void withoutALoginOthersAreNotLetIn(String host) throws Exception {
        assertThat(faults(page(host)))
                .containsExactly("server.applicationConnectors[0].bindHost: \"" + host
                        + "\" exposes Dogwatch without a login; define auth.users (dogwatch hash-password writes the hash),"
                        + " bind to 127.0.0.1, or set auth: {open: true} if a reverse proxy requires a login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1"})
    void thisMachineIs(String host) throws Exception {
        assertThat(faults(page(host))).isEmpty();
        assertThat(faults(admin(host))).isEmpty();
    }

    @Test
    void withALoginOrOnPurposeOthersAre() throws Exception {
        assertThat(faults(page("0.0.0.0") + USERS)).isEmpty();
        assertThat(faults(page("0.0.0.0") + "\nauth: {open: true}")).isEmpty();
    }

    @Test
    void theSecondConnectorCountsToo() throws Exception {
        assertThat(faults("server: {applicationConnectors: [{type: http, port: 1}, {type: http, bindHost: 0.0.0.0,"
                        + " port: 2}]}"))
                .singleElement()
                .asString()
                .startsWith("server.applicationConnectors[1].bindHost: ");
    }

    @Test
    void theAdminPagesAreNeverForOthers() throws Exception {
        for (String more : List.of("", USERS, "\nauth: {open: true}")) {
            assertThat(faults(admin("0.0.0.0") + more))
                    .containsExactly("server.adminConnectors[0].bindHost: \"0.0.0.0\" exposes Dropwizard's admin pages,"
                            + " which require no login; allowed: a loopback address such as 127.0.0.1");
        }
    }

    @Test
    void aServerWithBothOnOnePortStaysHereAndHasNoUsers() throws Exception {
        String simple = "server: {type: simple, connector: {type: http, bindHost: 127.0.0.1, port: 1}}";

        assertThat(faults(simple)).isEmpty();
        assertThat(faults(simple.replace("127.0.0.1", "0.0.0.0")))
                .singleElement()
                .asString()
                .startsWith("server.connector.bindHost: \"0.0.0.0\" exposes Dropwizard's admin pages");
        assertThat(faults(simple + USERS)).singleElement().asString().startsWith("server.type: simple serves");
    }

    @Test
    void whatOverridesTheFileIsLookedAtAsWell() throws Exception {
        System.setProperty("dwexposed.server.applicationConnectors[0].bindHost", "0.0.0.0");
        try {
            assertThat(faults(page("127.0.0.1"))).hasSize(1);
        } finally {
            System.clearProperty("dwexposed.server.applicationConnectors[0].bindHost");
        }
    }
}
