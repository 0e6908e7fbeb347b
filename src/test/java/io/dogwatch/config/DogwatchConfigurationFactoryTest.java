package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DogwatchConfigurationFactoryTest {

    @Test
    void aFileWithoutServerListensOnThisMachineOnly() throws Exception {
        DefaultServerFactory server = (DefaultServerFactory) read("watch: []").getServerFactory();

        assertConnector(server.getApplicationConnectors().getFirst(), "127.0.0.1", 8080);
        assertConnector(server.getAdminConnectors().getFirst(), "127.0.0.1", 8081);
        assertThat(server.isEnableVirtualThreads()).isTrue();
        assertThat(server.getMinThreads()).isEqualTo(2);
        assertThat(server.getMaxThreads()).isEqualTo(50);
        assertThat(server.getGzipFilterFactory().isEnabled()).isTrue();
        assertThat(server.getRequestLogFactory().isEnabled()).isFalse();
    }

    @Test
    void noFileAndAnEmptyFileAreAllDefaults() throws Exception {
        assertThat(factory().build().settings()).isEqualTo(Settings.DEFAULT);
        assertThat(read("").settings()).isEqualTo(Settings.DEFAULT);
        assertThat(read("# nothing\n---\n").settings()).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void aConnectorThatNamesNoAddressStaysOnThisMachine() throws Exception {
        DefaultServerFactory server = (DefaultServerFactory)
                read("server: {applicationConnectors: [{type: http, port: 9000}], maxThreads: 60}")
                        .getServerFactory();

        assertConnector(server.getApplicationConnectors().getFirst(), "127.0.0.1", 9000);
        assertConnector(server.getAdminConnectors().getFirst(), "127.0.0.1", 8081);
        assertThat(server.getMaxThreads()).isEqualTo(60);
    }

    @Test
    void theSimpleServerWorksToo() throws Exception {
        SimpleServerFactory server = (SimpleServerFactory)
                read("server: {type: simple, connector: {type: http, bindHost: 127.0.0.2, port: ${PORT}}}")
                        .getServerFactory();

        assertConnector(server.getConnector(), "127.0.0.2", 9001);
        assertThat(server.getApplicationContextPath()).isEqualTo("/");
        assertThat(server.getAdminContextPath()).isEqualTo("/admin");
    }

    @Test
    void errorsOfOurKeysAndOfDropwizardAreReportedTogether() {
        ConfigurationFaultsException faults = catchThrowableOfType(ConfigurationFaultsException.class, () -> read("""
                        store: {dataDr: x}
                        server:
                          maxThreds: 5
                          minThreads: many
                          applicationConnectors: [{type: http, prot: 9000}]
                        resyncInterval: 1
                        """));

        assertThat(faults.getErrors())
                .containsExactly(
                        "store.dataDr: unknown key; did you mean \"dataDir\"? (line 1)",
                        "resyncInterval: must be a duration such as 250ms, 10s, 5m, 1h30m or 2d, not \"1\"; allowed: 5s to 1h"
                                + " (line 6)",
                        "server.maxThreds: unknown key; did you mean \"maxThreads\"? (line 3)",
                        "server.minThreads: Cannot deserialize value of type `int` from String \"many\": not a valid `int`"
                                + " value (line 4)",
                        "server.applicationConnectors[0].prot: unknown key; did you mean \"port\"? (line 5)");
    }

    @Test
    void aValueThatDropwizardForbidsIsAFault() {
        ConfigurationFaultsException faults =
                catchThrowableOfType(ConfigurationFaultsException.class, () -> read("server: {maxThreads: 1}"));

        assertThat(faults.getErrors())
                .containsExactlyInAnyOrder(
                        "must have a smaller minThreads than maxThreads",
                        "server.maxThreads must be greater than or equal to 4");
    }

    @Test
    void systemPropertiesWinOverTheFile() throws Exception {
        System.setProperty("dwtest.store.dataDir", "/elsewhere");
        System.setProperty("dwtest.server.maxThreads", "70");
        try {
            DogwatchConfiguration configuration = read("store: {dataDir: here, retention: 1d}");

            assertThat(configuration.settings().store().dataDir()).isEqualTo(Path.of("/elsewhere"));
            assertThat(configuration.settings().store().retention()).hasDays(1);
            assertThat(((DefaultServerFactory) configuration.getServerFactory()).getMaxThreads())
                    .isEqualTo(70);
        } finally {
            System.clearProperty("dwtest.store.dataDir");
            System.clearProperty("dwtest.server.maxThreads");
        }
    }

    @Test
    void theShippedFileIsValidAndFollowsTheEnvironment() throws Exception {
        String shipped = Files.readString(Path.of("config.yml"));

        Settings plain = Texts.settings(shipped);
        Settings remote = Texts.settings(shipped, Map.of("DOCKER_HOST", "unix:///run/user/1000/docker.sock"));

        assertThat(plain.hosts()).isEqualTo(Settings.DEFAULT.hosts());
        assertThat(plain.store().dataDir()).isEqualTo(Path.of("./data"));
        assertThat(plain.watch()).isEmpty();
        assertThat(remote.hosts().getFirst().endpoint()).isEqualTo("unix:///run/user/1000/docker.sock");
    }

    @Test
    void theFilesOfTheDemoAreValid() throws Exception {
        DogwatchConfiguration demo = read(Files.readString(Path.of("demo/config.yml")));
        DogwatchConfiguration image = read(Files.readString(Path.of("demo/image.yml")));

        assertThat(demo.settings().watch().stream().map(rule -> rule.match().toString()))
                .containsExactly("name demo-web", "name demo-mailer", "name demo-agent");
        assertConnector(((SimpleServerFactory) demo.getServerFactory()).getConnector(), "127.0.0.1", 9001);
        assertThat(image.settings().store().dataDir()).isEqualTo(Path.of("/var/lib/dogwatch"));
    }

    @Test
    void theExampleInTheCommentsOfTheShippedFileIsValid() throws Exception {
        String shipped = Files.readString(Path.of("config.yml"));

        String uncommented = shipped.replace("watch: []\n", "watch:\n")
                .replaceAll("(?m)^#(  .*)$", "$1")
                .replaceAll("(?m)^# (mail:|server:|auth:|  .*)$", "$1");

        Settings settings = Texts.settings(
                uncommented,
                Map.of(
                        "SMTP_PASSWORD",
                        "x",
                        "ANNAS_HASH",
                        "$2b$10$abcdefghijklmnopqrstuu5l2mO2YzyEsHJLgg3Urz7twlBz7iAAK"));
        assertThat(settings.watch()).hasSize(3);
        assertThat(settings.mail().servers()).hasSize(1);
        assertThat(settings.auth().users()).hasSize(1);
    }

    private static DogwatchConfiguration read(String yaml) throws Exception {
        return factory().build(path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "test.yml");
    }

    private static DogwatchConfigurationFactory factory() {
        return new DogwatchConfigurationFactory(
                DogwatchConfiguration.class,
                Validators.newValidator(),
                Jackson.newObjectMapper(),
                "dwtest",
                Map.of(
                        "PORT", "9001",
                        "DEMO_PORT", "9001",
                        "DEMO_ENGINE", "unix:///var/run/docker.sock",
                        "DEMO_PREFIX", "demo-",
                        "DEMO_MAILER", "172.17.0.2",
                        "DEMO_DATA", "/tmp/demo"));
    }

    private static void assertConnector(ConnectorFactory connector, String host, int port) {
        assertThat((HttpConnectorFactory) connector).satisfies(http -> {
            assertThat(http.getBindHost()).isEqualTo(host);
            assertThat(http.getPort()).isEqualTo(port);
        });
    }
}
