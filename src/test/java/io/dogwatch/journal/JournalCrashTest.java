package io.dogwatch.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.Incident;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.model.TargetId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process with SIGKILL while it writes. */
class JournalCrashTest {

    private static final int ROUNDS = 5;

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void whatWasAcknowledgedIsWholeAfterKillNineAndNothingIsHalf() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.out.println("JournalCrashTest seed=" + seed);
        Random random = new Random(seed);
        Set<Integer> acknowledged = new TreeSet<>();

        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(writeUntilKilled(round * 100_000, 1 + random.nextInt(120), random.nextInt(4_000_000)));
            verify(acknowledged, "seed " + seed + ", round " + round);
        }
    }

    /** @param pauseNanos how long after the last awaited acknowledgement the kill comes: anywhere in the next writes */
    private List<Integer> writeUntilKilled(int first, int acknowledgements, int pauseNanos)
            throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendForever.class.getName(),
                        folder.toString(),
                        Integer.toString(first))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = child.inputReader(UTF_8)) {
            List<String> lines = new ArrayList<>();
            while (lines.size() < acknowledgements) {
                String line = output.readLine();
                assertThat(line).as("the child ended by itself").isNotNull();
                lines.add(line);
            }
            LockSupport.parkNanos(pauseNanos);
            // By its handle, since Process.destroyForcibly would close the stream with what is still in it.
            ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
            child.waitFor();
            output.lines().forEach(lines::add);
            return lines.stream()
                    .filter(line -> line.matches("\\d+"))
                    .map(Integer::valueOf)
                    .toList();
        } finally {
            child.destroyForcibly();
        }
    }

    private void verify(Set<Integer> acknowledged, String story) {
        try (SqlJournal journal = SqlJournal.open(folder)) {
            Map<TargetId, PersistentState> ledgers = journal.ledgers();
            Set<String> incidents = journal.incidents(Optional.empty(), 1_000_000).stream()
                    .map(Incident::id)
                    .collect(Collectors.toSet());
            Set<String> notices = journal.outbox(1_000_000).stream()
                    .map(entry -> entry.notice().incident().id())
                    .collect(Collectors.toSet());
            Map<TargetId, Long> facts = journal.facts(Optional.empty(), 1_000_000).stream()
                    .collect(Collectors.groupingBy(Fact::target, Collectors.counting()));

            assertThat(ledgers.keySet())
                    .as(story)
                    .containsAll(
                            acknowledged.stream().map(JournalCrashTest::web).toList());
            Set<String> whole = ledgers.keySet().stream()
                    .map(target -> target.host() + "." + target.name() + "."
                            + target.name().substring(3))
                    .collect(Collectors.toSet());
            assertThat(incidents).as(story).isEqualTo(whole);
            assertThat(notices).as(story).isEqualTo(whole);
            assertThat(facts).as(story).hasSize(ledgers.size());
            assertThat(facts.values()).as(story).allMatch(count -> count == 4);
            journal.verifyWritable();
        }
    }

    private static TargetId web(int i) {
        return new TargetId("local", "web" + i);
    }
}
