package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.auth.Token;
import io.dogwatch.config.DogwatchConfiguration;
import io.dogwatch.config.DogwatchConfigurationFactory;
import io.dogwatch.config.Settings;
import io.dogwatch.metrics.Exposition;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {

    private static final Instant START = Instant.parse("2026-11-24T06:00:00Z");

    @TempDir
    Path folder;

    private final List<Settings> inForce = new ArrayList<>();
    private final List<List<String>> told = new ArrayList<>();
    private final Exposition exposition = new Exposition("1", () -> START);
    private Path file;
    private Instant now = START;
    private boolean storeIsBroken;
    private Reload reload;

    @BeforeEach
    void start() throws IOException, ConfigurationException {
        file = folder.resolve("config.yml");
        startWith("watch: [{name: web}]");
    }

    private void startWith(String text) throws IOException, ConfigurationException {
        write(text);
        DogwatchConfiguration configuration = DogwatchConfigurationFactory.create(
                        DogwatchConfiguration.class, Validators.newValidator(), Jackson.newObjectMapper(), "dw")
                .build(new FileConfigurationSourceProvider(), file.toString());
        reload = new Reload(configuration, this::follow, exposition, told::add, () -> now);
    }

    @AfterEach
    void end() {
        exposition.close();
    }

    private void follow(Settings settings) {
        if (storeIsBroken) {
            throw new IllegalStateException("the disk is full");
        }
        inForce.add(settings);
    }

    /** As editors do it, so that the file is another one. */
    private void write(String text) throws IOException {
        Path draft = folder.resolve("draft");
        Files.writeString(draft, text + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        now = now.plusSeconds(60);
    }

    @Test
    void aFileThatDoesNotChangeIsNotReadAgain() {
        reload.poll();
        reload.poll();

        assertThat(inForce).isEmpty();
        assertThat(reload.status().accepted()).isTrue();
        assertThat(reload.status().readAt()).isEqualTo(now);
    }

    @Test
    void aChangedFileIsReadOnceWhenItHasSettled() throws IOException {
        write("watch: [{name: web}, {name: shop}]");

        reload.poll();
        assertThat(inForce).isEmpty();
        reload.poll();
        reload.poll();

        assertThat(inForce).hasSize(1);
        assertThat(inForce.getFirst().watch()).hasSize(2);
        assertThat(reload.status().readAt()).isEqualTo(now);
    }

    @Test
    void aFileThatIsStillBeingWrittenIsNotReadYet() throws IOException {
        write("watch: [{name: web}");
        reload.poll();
        write("watch: [{name: web}]");
        reload.poll();

        assertThat(told).isEmpty();
        reload.poll();
        assertThat(inForce).hasSize(1);
    }

    @Test
    void aBadFileChangesNothingAndItsFaultsAreReportedOnce() throws IOException {
        write("watch: [{nmae: web}]\nresyncEvry: 20s");
        reload.poll();
        reload.poll();
        reload.readAgain();

        assertThat(inForce).isEmpty();
        assertThat(told).hasSize(1);
        assertThat(reload.status().accepted()).isFalse();
        assertThat(reload.status().readAt()).isEqualTo(START.plusSeconds(60));
        assertThat(reload.status().triedAt()).isEqualTo(now);
        assertThat(String.join("\n", reload.status().faults())).contains("nmae", "resyncEvry");
    }

    @Test
    void theSameFaultIsReportedAgainAfterAFix() throws IOException {
        write("wach: []");
        reload.readAgain();
        write("watch: []");
        reload.readAgain();
        write("wach: []");
        reload.readAgain();

        assertThat(told).hasSize(2);
        assertThat(reload.status().accepted()).isFalse();
    }

    @Test
    void aFileThatIsGoneIsRefused() throws IOException {
        Files.delete(file);

        assertThat(reload.readAgain().accepted()).isFalse();
        assertThat(inForce).isEmpty();
    }

    @Test
    void whatCannotBePutIntoForceIsRefused() throws IOException {
        storeIsBroken = true;
        write("watch: []");

        assertThat(reload.readAgain().faults()).singleElement().asString().contains("the disk is full");
    }

    @Test
    void whatOnlyANewStartCanChangeIsNamedAndStaysAsItRuns() throws IOException {
        write("""
                watch: [{name: shop}]
                hosts: {other: {endpoint: "unix:///run/other.sock"}}
                store: {dataDir: elsewhere, retention: 2d}
                evidence: {logLines: 7, redact: [secret]}
                mail: {from: a@example.org, to: [b@example.org], publicUrl: "https://dogwatch.example.org"}
                server: {applicationConnectors: [{type: http, port: 9090}]}
                logging: {level: DEBUG}
                """);

        assertThat(reload.readAgain().needsRestart())
                .containsExactly(
                        "evidence",
                        "hosts",
                        "logging.level",
                        "mail.publicUrl",
                        "server.applicationConnectors",
                        "store.dataDir");
        Settings holds = inForce.getLast();
        assertThat(holds.hosts()).isEqualTo(Settings.DEFAULT.hosts());
        assertThat(holds.store().dataDir()).isEqualTo(Settings.DEFAULT.store().dataDir());
        assertThat(holds.store().retention()).hasDays(2);
        assertThat(holds.evidence().logLines()).isEqualTo(200);
        assertThat(holds.evidence().redact()).containsExactly("secret");
        assertThat(holds.mail().recipients()).containsExactly("b@example.org");
        assertThat(holds.mail().publicUrl()).isEmpty();
        assertThat(holds.watch().getFirst().match().toString()).contains("shop");
    }

    @Test
    void aNewTokenIsValidImmediatelyIfLoginIsRequired() throws Exception {
        String anna =
                "auth: {names: [%s], tokens: [{name: anna, role: viewer, hash: 'sha256:" + "a".repeat(64) + "'}%s]}";
        startWith(anna.formatted("dogwatch.example.org", ""));
        write(anna.formatted(
                "other.example.org", ", {name: bert, role: admin, hash: 'sha256:" + "b".repeat(64) + "'}"));

        assertThat(reload.readAgain().needsRestart()).containsExactly("auth.names");
        assertThat(inForce.getLast().auth().tokens()).extracting(Token::name).containsExactly("anna", "bert");
        assertThat(inForce.getLast().auth().names()).containsExactly("dogwatch.example.org");
    }

    @Test
    void whoWasRemovedDoesNotComeBackWhenTheWholeSectionGoes() throws Exception {
        String token = "auth: {tokens: [{name: %s, role: viewer, hash: 'sha256:" + "a".repeat(64) + "'}]}";
        startWith(token.formatted("anna"));
        write(token.formatted("bert"));
        reload.readAgain();

        write("watch: []");

        assertThat(reload.readAgain().needsRestart()).containsExactly("auth.tokens");
        assertThat(inForce.getLast().auth().tokens()).extracting(Token::name).containsExactly("bert");
    }

    @Test
    void nobodyIsAskedToLogInByAReloadAlone() throws IOException {
        write("auth: {tokens: [{name: anna, role: viewer, hash: 'sha256:" + "a".repeat(64) + "'}]}");

        assertThat(reload.readAgain().needsRestart()).containsExactly("auth.tokens");
        assertThat(inForce.getLast().auth().isGuarded()).isFalse();
    }
}
