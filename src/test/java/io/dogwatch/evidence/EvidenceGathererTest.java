package io.dogwatch.evidence;

import static io.dogwatch.evidence.StagedEngine.ID;
import static io.dogwatch.evidence.StagedEngine.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.docker.EngineEvent;
import io.dogwatch.docker.ExecResult;
import io.dogwatch.docker.LogLine;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSpec;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Thresholds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class EvidenceGathererTest {

    private static final TargetId WEB = new TargetId("local", "web");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final StagedEngine engine = new StagedEngine();
    private final AtomicReference<Instant> now = new AtomicReference<>(STARTED.plusSeconds(60));
    private EvidenceGatherer gatherer = gatherer(64 * 1024);

    @Test
    void everyFileSaysWhenItWasTaken() {
        Evidence evidence = gatherer.gather(scene(), LONG);

        assertThat(evidence.moment()).isEqualTo("before restart 1");
        assertThat(evidence.exhibits())
                .extracting(Evidence.Exhibit::name)
                .containsExactly(
                        "state.txt",
                        "changes.txt",
                        "events.txt",
                        "log.txt",
                        "processes.txt",
                        "usage.txt",
                        "sockets.txt");
        assertThat(evidence.exhibits())
                .allSatisfy(exhibit ->
                        assertThat(exhibit.text()).startsWith("# taken at 2026-01-01T00:01:00Z, before restart 1\n"));
    }

    @Test
    void anEngineThatHangsCostsTheTimeForEvidenceAndWhatIsLateIsNamed() {
        engine.hangs = true;
        engine.container = StagedEngine.container(new ContainerSnapshot.Health(
                ContainerSnapshot.HealthStatus.UNHEALTHY,
                3,
                List.of(new ContainerSnapshot.HealthProbe(STARTED, STARTED, 1, "no response"))));
        long began = System.nanoTime();

        Evidence evidence = gatherer.gather(scene(), Duration.ofMillis(500));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        assertThat(text(evidence, "state.txt")).contains("Last known state", "status                 running");
        assertThat(text(evidence, "health.txt")).contains("no response");
        assertThat(text(evidence, "log.txt")).contains("Missing: not available within 450 ms.");
        assertThat(evidence.exhibits().stream().filter(exhibit -> !exhibit.complete()))
                .extracting(Evidence.Exhibit::name)
                .contains("log.txt", "processes.txt", "usage.txt");
        engine.end.countDown();
    }

    @Test
    void allFilesTogetherKeepToTheSizeAndWhatIsCutSaysSo() {
        gatherer = gatherer(16 * 1024);
        engine.log = IntStream.range(0, 5000)
                .mapToObj(i -> line(i, "line " + i + " ä" + "x".repeat(100)))
                .toList();
        engine.top = "first process\n" + "x".repeat(100_000);

        Evidence evidence = gatherer.gather(scene(), LONG);

        int size = evidence.exhibits().stream()
                .mapToInt(exhibit -> exhibit.text().getBytes(StandardCharsets.UTF_8).length)
                .sum();
        assertThat(size).isBetween(12 * 1024, 16 * 1024);
        assertThat(text(evidence, "log.txt")).contains("[cut: ", "line 4999 ä").doesNotContain("line 1 ", "\uFFFD");
        assertThat(text(evidence, "processes.txt")).contains("first process", "[cut: ");
        assertThat(exhibit(evidence, "log.txt").complete()).isFalse();
    }

    @Test
    void whatAMarkerHasMatchedIsShownWithTheLinesAroundItEvenFarFromTheEnd() {
        engine.log = IntStream.range(0, 1000)
                .mapToObj(i -> line(i, i == 400 ? "FATAL: disk" : i % 100 == 0 ? "alive " + i : "line " + i))
                .toList();
        LogCheck check = new LogCheck(
                "log",
                Thresholds.CERTAIN,
                List.of(
                        new LogCheck.Marker.Failure("FATAL", LogCheck.Stream.BOTH, 1, Duration.ofMinutes(1)),
                        new LogCheck.Marker.Heartbeat("alive", LogCheck.Stream.BOTH, Duration.ofMinutes(1))),
                Duration.ofMinutes(5));

        Evidence evidence = gatherer.gather(
                new EvidenceRequest(WEB, Optional.of(engine.container), List.of(check), Optional.empty(), ""), LONG);

        assertThat(text(evidence, "markers.txt"))
                .contains("failure marker /FATAL/ of check log: in 1 of the newest 1000 lines")
                .contains("  2026-01-01T00:06:35Z   line 395\n")
                .contains("> 2026-01-01T00:06:40Z   FATAL: disk\n")
                .contains("  2026-01-01T00:06:45Z   line 405\n")
                .doesNotContain("line 394", "line 406")
                .contains("> 2026-01-01T00:15:00Z   alive 900\n");
        assertThat(text(evidence, "log.txt")).contains("line 999").doesNotContain("FATAL");
    }

    @Test
    void theCommandRunsAndItsLogLinesAreIncluded() {
        engine.exec = new ExecResult(OptionalInt.of(0), "4711:\n", false);
        engine.log = List.of(line(10, "long before"), line(61, "Full thread dump"));

        Evidence evidence = gatherer.gather(commanded(), LONG);

        assertThat(engine.asked).contains("exec jcmd 1 Thread.print");
        assertThat(text(evidence, "command.txt"))
                .contains("exited with code 0", "4711:", "Full thread dump")
                .doesNotContain("long before");
    }

    @Test
    void aCommandThatStillRunsIsNotStartedAgain() {
        engine.exec = new ExecResult(OptionalInt.empty(), "half", false);
        assertThat(text(gatherer.gather(commanded(), LONG), "command.txt"))
                .contains("did not finish within 3s", "half");
        engine.execRuns = true;

        Evidence evidence = gatherer.gather(commanded(), LONG);

        assertThat(text(evidence, "command.txt")).contains("still running");
        assertThat(engine.asked).containsOnlyOnce("exec jcmd 1 Thread.print");
    }

    @Test
    void engineEventsAndChangesAreEvidence() {
        engine.makeup = new ContainerSpec(
                Map.of("image id", "sha256:1", "mount /data", "bind /a"), Map.of("environment A", "f1"));
        gatherer.judged(WEB, true, Optional.of(engine.container));
        Awaitility.await()
                .until(() -> text(gatherer.gather(scene(), LONG), "changes.txt").contains("no change in image"));
        gatherer.happened(new EngineEvent(
                "die", ID, "web", Optional.empty(), OptionalInt.of(137), OptionalInt.empty(), STARTED.plusSeconds(5)));
        engine.makeup =
                new ContainerSpec(Map.of("image id", "sha256:2", "network b", "id 1"), Map.of("environment A", "f2"));

        Evidence evidence = gatherer.gather(scene(), LONG);

        assertThat(text(evidence, "events.txt")).contains("2026-01-01T00:00:05Z", "die, exit code 137  (cccccccccccc)");
        assertThat(text(evidence, "changes.txt"))
                .contains("healthy state, at 2026-01-01T00:01:00Z")
                .contains("  image id: sha256:1 → sha256:2\n")
                .contains("+ network b: id 1\n", "- mount /data: bind /a\n")
                .contains("  environment A: value changed (values are never stored)\n");
    }

    @Test
    void aContainerThatIsGoneLeavesTheEventsAtLeast() {
        gatherer.happened(new EngineEvent(
                "destroy", ID, "web", Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), STARTED));

        Evidence evidence =
                gatherer.gather(new EvidenceRequest(WEB, Optional.empty(), List.of(), Optional.empty(), ""), LONG);

        assertThat(text(evidence, "events.txt")).contains("destroy");
        assertThat(evidence.exhibits()).hasSize(3);
    }

    private static LogLine line(int second, String text) {
        return new LogLine(STARTED.plusSeconds(second), LogLine.Source.STDOUT, text);
    }

    private EvidenceRequest scene() {
        return new EvidenceRequest(WEB, Optional.of(engine.container), List.of(), Optional.empty(), "before restart 1");
    }

    private EvidenceRequest commanded() {
        Policy.Diagnostic dump = new Policy.Diagnostic(List.of("jcmd", "1", "Thread.print"), "", Duration.ofSeconds(3));
        return new EvidenceRequest(WEB, Optional.of(engine.container), List.of(), Optional.of(dump), "");
    }

    private static Evidence.Exhibit exhibit(Evidence evidence, String name) {
        return evidence.exhibits().stream()
                .filter(exhibit -> exhibit.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Evidence evidence, String name) {
        return exhibit(evidence, name).text();
    }

    private EvidenceGatherer gatherer(int maxSize) {
        return new EvidenceGatherer(
                engine, new EvidenceLimits(LONG, maxSize, 200), new Redaction(List.of()), () -> now.get());
    }
}
