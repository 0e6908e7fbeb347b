package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.util.JarLocation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import net.sourceforge.argparse4j.inf.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckConfigCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicBoolean started = new AtomicBoolean();

    @Test
    void aValidFileIsSummedUp() throws Exception {
        Path file = write("""
                watch:
                  - {name: web, required: true, checks: {site: {kind: http, port: 80, interval: 5s}}}
                  - {name: "test-*", mode: observe}
                mail:
                  from: a@example.org
                  to: b@example.org
                  servers: [{host: h, user: u, password: hunter2}]
                """);

        Optional<Throwable> failure = run("check-config", file.toString());

        assertThat(failure).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(file + """
                 is valid: 2 rules, 1 host, mail to b@example.org, data in data.
                  host local  unix:///var/run/docker.sock
                  rule 1  name web (required)  heal  state, health, http site  every 5s
                  rule 2  name test-*  observe  state, health
                  warning  mail.servers[0].password: is stored in plain text; use password: ${SMTP_PASSWORD} or passwordFile instead (line 7)
                """);
    }

    @Test
    void aFaultyFileIsReportedFaultByFaultAndNothingStarts() throws Exception {
        Path file = write("store: {dataDr: x}\nresyncEvery: 1\nserver: {bogus: 1}\n");

        for (String command : new String[] {"check-config", "server"}) {
            err.reset();
            Optional<Throwable> failure = run(command, file.toString());

            assertThat(failure.map(StartFailure::exitCode)).contains(2);
            assertThat(started).isFalse();
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .startsWith(file + " has 3 faults:\n  store.dataDr: unknown key")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aMissingFileIsOneLine() throws Exception {
        Optional<Throwable> failure =
                run("check-config", folder.resolve("none.yml").toString());

        assertThat(failure.map(StartFailure::exitCode)).contains(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("none.yml").doesNotContain("\tat ");
    }

    private Path write(String yaml) throws Exception {
        return Files.writeString(folder.resolve("config.yml"), yaml);
    }

    private Optional<Throwable> run(String... arguments) throws Exception {
        Application<DogwatchConfiguration> application = new Application<>() {
            @Override
            public Class<DogwatchConfiguration> getConfigurationClass() {
                return DogwatchConfiguration.class;
            }

            @Override
            public void run(DogwatchConfiguration configuration, Environment environment) {
                started.set(true);
            }
        };
        Bootstrap<DogwatchConfiguration> bootstrap = new Bootstrap<>(application);
        bootstrap.setConfigurationFactoryFactory(DogwatchConfigurationFactory::create);
        bootstrap.addCommand(new ServerCommand<>(application) {
            @Override
            public void onError(Cli cli, Namespace namespace, Throwable error) {
                StartFailure.print(cli, error);
            }
        });
        bootstrap.addCommand(new CheckConfigCommand(new PrintStream(out, true, StandardCharsets.UTF_8)));
        return new Cli(new JarLocation(getClass()), bootstrap, out, err).run(arguments);
    }
}
