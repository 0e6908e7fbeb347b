package io.dogwatch.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.TestEngine;
import io.dogwatch.docker.DockerJavaEngine;
import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineSettings;
import io.dogwatch.journal.SqlJournal;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence of a real container, with secrets wherever it can have them. */
@NullMarked
class EvidenceIT {

    private static final String CANARY = "Cn4ry7731secret";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration WITHIN = Duration.ofSeconds(5);

    private static final TestEngine docker = TestEngine.connect();
    private static final Engine engine = new DockerJavaEngine(EngineSettings.of("local", docker.endpoint()));

    private final String name = TestEngine.unique("evidence");
    private final TargetId target = new TargetId("local", name);
    private final Map<TargetId, String> stored = new ConcurrentHashMap<>();
    private final EvidenceGatherer gatherer =
            gatherer(new HostAccess(Optional.of(Path.of("/")), c -> Optional.empty()));

    @AfterEach
    void remove() {
        docker.docker("rm", "-f", name);
        if (docker.docker("network", "ls", "--format", "{{.Name}}").contains(name)) {
            docker.docker("network", "rm", name);
        }
    }

    @AfterAll
    static void close() {
        engine.close();
        docker.close();
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker") // open as long as the engine is
    void whatWasChangedIsToldAndNoSecretIsInWhatIsStored(@TempDir Path folder) throws IOException {
        engine.events(Optional.empty(), gatherer::happened, why -> {});
        Path one = Files.createDirectory(folder.resolve("one"));
        Path two = Files.createDirectory(folder.resolve("two"));
        run("-v", one + ":/data", "--env", "DB_URL=" + CANARY);
        gatherer.judged(target, true, Optional.of(see()));
        Awaitility.await().atMost(SOON).until(() -> !stored.isEmpty());
        Evidence before = gather("before restart 1");

        docker.docker("rm", "-f", name);
        docker.docker("network", "create", name);
        run("-v", two + ":/data:ro", "--env", "DB_URL=" + CANARY + "2", "--memory", "64m", "--network", name);
        Evidence after = gather("after restart 1, which did not fix it");

        assertThat(text(before, "changes.txt")).contains("no change in image");
        assertThat(text(after, "changes.txt"))
                .contains("mount /data: bind " + one + " → bind " + two + ", read-only")
                .contains("- network bridge: id ", "+ network " + name + ": id ", "+ limit memory: 64MiB")
                .contains("environment DB_URL: value changed");
        assertThat(text(after, "state.txt")).contains("image id", "sha256:", "environment DB_URL");
        assertThat(text(after, "events.txt")).contains("create", "start", "destroy", "signal 9");
        assertThat(text(after, "markers.txt")).contains("> ", " ! FATAL: disk", "password=[redacted]");
        assertThat(text(after, "health.txt")).contains("exit code 1", "token=[redacted]");
        assertThat(text(after, "processes.txt")).contains("--password [redacted]");
        assertThat(text(after, "usage.txt")).containsAnyOf("memory.", "memory_stats");
        assertThat(text(after, "command.txt")).contains("exited with code 0", "secret=[redacted]");
        assertThat(after.exhibits()).allMatch(Evidence.Exhibit::complete);
        try (SqlJournal journal = SqlJournal.open(folder.resolve("journal"))) {
            journal.saveEvidence("local.web.1", "local.web.r2", before);
            journal.saveEvidence("local.web.1", "", after);

            assertThat(journal.evidence("local.web.1"))
                    .extracting(Evidence::moment)
                    .containsExactly("before restart 1", "after restart 1, which did not fix it");
            assertThat(journal.evidence("local.web.1").toString()).doesNotContain(CANARY);
        }
        assertThat(stored.toString()).doesNotContain(CANARY);
    }

    @Test
    void theEnginesOwnTopAndStatsAreAskedWhereTheMachineCannotBeSeen() {
        run();

        Evidence evidence = gatherer(HostAccess.NONE).gather(scene(see(), "before restart 1"), WITHIN);

        assertThat(text(evidence, "processes.txt"))
                .contains("PID", "--password [redacted]")
                .doesNotContain(CANARY);
        assertThat(text(evidence, "usage.txt")).contains("memory_stats");
    }

    private void run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("run", "-d", "--name", name, "--stop-timeout", "0"));
        arguments.addAll(List.of("--label", "team.token=" + CANARY, "--label", "dogwatch.site.password=" + CANARY));
        arguments.addAll(List.of("--health-interval", "1s", "--health-cmd", "echo token=" + CANARY + "; exit 1"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of(docker.image(), "sh", "-c"));
        arguments.add("echo login password=" + CANARY + "; echo 'FATAL: disk' >&2; : --password " + CANARY
                + "; while :; do sleep 1; done");
        docker.docker(arguments.toArray(String[]::new));
        Awaitility.await().atMost(SOON).until(() -> !see().health().log().isEmpty());
    }

    private Evidence gather(String moment) {
        Instant began = Instant.now();
        Evidence evidence = gatherer.gather(scene(see(), moment), WITHIN);
        assertThat(Duration.between(began, Instant.now())).isLessThan(WITHIN);
        return evidence;
    }

    private EvidenceRequest scene(ContainerSnapshot container, String moment) {
        LogCheck check = new LogCheck(
                "log",
                Thresholds.CERTAIN,
                List.of(new LogCheck.Marker.Failure("^FATAL", LogCheck.Stream.STDERR, 1, Duration.ofMinutes(1))),
                Duration.ofMinutes(5));
        Policy.Diagnostic command =
                new Policy.Diagnostic(List.of("sh", "-c", "echo secret=" + CANARY), "", Duration.ofSeconds(3));
        return new EvidenceRequest(target, Optional.of(container), List.of(check), Optional.of(command), moment);
    }

    private ContainerSnapshot see() {
        return engine.inspect(name).orElseThrow();
    }

    private static String text(Evidence evidence, String file) {
        return evidence.exhibits().stream()
                .filter(exhibit -> exhibit.name().equals(file))
                .map(Evidence.Exhibit::text)
                .findFirst()
                .orElseThrow();
    }

    private EvidenceGatherer gatherer(HostAccess view) {
        LastHealthy.Store store = new LastHealthy.Store() {
            @Override
            public Optional<String> get(TargetId of) {
                return Optional.ofNullable(stored.get(of));
            }

            @Override
            public void put(TargetId of, String text) {
                stored.put(of, text);
            }
        };
        return new EvidenceGatherer(
                engine,
                new EvidenceLimits(WITHIN, 256 * 1024, 200),
                view,
                new Redaction(List.of()),
                store,
                Clock.systemUTC());
    }
}
