package io.dogwatch.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.Event;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryRunsTest {

    private static final TargetId WEB = new TargetId("local", "web");
    private static final Instant ZERO = Instant.parse("2026-03-01T03:00:00Z");
    private static final Incarnation LIFE = new Incarnation("c1", ZERO);

    private final HistoryRuns runs = new HistoryRuns();

    @Test
    void aWeekOfHealthyProbesIsOneRow() {
        for (int i = 0; i < 60_480; i++) {
            runs.take(WEB, probed(LIFE, Outcome.healthy(Duration.ofMillis(i % 7))), at(10_000L * i + i % 900));
        }

        assertThat(entries()).hasSize(2);
        assertThat(entries().getFirst().what()).isEqualTo(new HistoryEvent.Began());
        assertThat(entries().getLast().times()).isEqualTo(60_480);
    }

    @Test
    void anotherOutcomeCauseOrLifeIsAnotherRow() {
        Incarnation next = new Incarnation("c1", ZERO.plusSeconds(60));

        runs.take(WEB, probed(LIFE, Outcome.healthy(Duration.ZERO)), at(0));
        runs.take(WEB, probed(LIFE, unhealthy(Cause.TIMED_OUT)), at(10_000));
        runs.take(WEB, probed(LIFE, unhealthy(Cause.CONNECTION_REFUSED)), at(20_000));
        runs.take(WEB, probed(next, unhealthy(Cause.CONNECTION_REFUSED)), at(30_000));
        runs.take(WEB, probed(next, Outcome.healthy(Duration.ZERO)), at(40_000));

        assertThat(entries()).hasSize(6);
    }

    @Test
    void whatComesAtAnotherPaceIsAnotherRow() {
        for (long at : new long[] {0, 2000, 4000, 6000, 16_000, 26_000}) {
            runs.take(WEB, probed(LIFE, Outcome.healthy(Duration.ZERO)), at(at));
        }

        assertThat(entries().stream().map(HistoryEntry::times)).containsExactly(1, 4, 2);
    }

    @Test
    void looksThatShowTheSameAreOneRowUntilSomethingHappens() {
        Event look = new Event.Observed(Optional.of(container()));

        runs.take(WEB, look, at(0));
        runs.take(WEB, look, at(30_000));
        runs.take(WEB, new Event.Died("c1", 1, at(40_000)), at(40_000));
        runs.take(WEB, look, at(40_001));

        assertThat(entries().stream().map(HistoryEntry::times)).containsExactly(1, 2, 1, 1);
    }

    @Test
    void nothingIsKeptThatTheJudgeDoesNotUse() {
        runs.take(WEB, new Event.Observed(Optional.of(container())), at(0));

        ContainerSnapshot kept = entries().getLast().what() instanceof HistoryEvent.Told(Event event)
                        && event instanceof Event.Observed(Optional<ContainerSnapshot> seen)
                ? seen.orElseThrow()
                : container();

        assertThat(container().command()).isNotEmpty();
        assertThat(kept.command()).isEmpty();
        assertThat(kept.log().path()).isEmpty();
        assertThat(kept.labels()).isEqualTo(container().labels());
    }

    @Test
    void aGapEndsEveryRun() {
        runs.take(WEB, probed(LIFE, Outcome.healthy(Duration.ZERO)), at(0));
        runs.lost(WEB, 7, at(5000));
        runs.take(WEB, probed(LIFE, Outcome.healthy(Duration.ZERO)), at(10_000));

        assertThat(entries().stream().map(HistoryEntry::what)).contains(new HistoryEvent.Gap(7));
        assertThat(entries()).hasSize(4);
    }

    /** Order, kind, cause and number of the outcomes of each check, and roughly their time. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsDecodedIsWhatWasEncoded(int seed) {
        Random random = new Random(seed);
        List<Event.Probed> told = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 3000; i++) {
            now += 9_000 + random.nextInt(2_000);
            Outcome outcome = random.nextInt(20) > 0
                    ? Outcome.healthy(Duration.ZERO)
                    : unhealthy(random.nextBoolean() ? Cause.TIMED_OUT : Cause.TOO_SLOW);
            Event.Probed one = new Event.Probed("site", LIFE, outcome);
            told.add(one);
            times.add(at(now));
            runs.take(WEB, one, at(now));
        }

        List<String> decoded = new ArrayList<>();
        List<Instant> decodedTimes = new ArrayList<>();
        for (HistoryEntry entry : entries()) {
            for (int n = 0; n < entry.times(); n++) {
                if (entry.what() instanceof HistoryEvent.Told(Event event) && event instanceof Event.Probed probed) {
                    decoded.add(word(probed));
                    decodedTimes.add(entry.at(n));
                }
            }
        }

        assertThat(decoded)
                .containsExactlyElementsOf(
                        told.stream().map(HistoryRunsTest::word).toList());
        assertThat(decodedTimes).isSortedAccordingTo(Comparator.naturalOrder());
        for (int i = 0; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i), decodedTimes.get(i)).abs())
                    .isLessThan(Duration.ofSeconds(30));
        }
        assertThat(entries().size()).isLessThan(700);
    }

    private static String word(Event.Probed probed) {
        return switch (probed.outcome()) {
            case Outcome.Healthy healthy -> "healthy";
            case Outcome.Unhealthy unhealthy -> unhealthy.cause().wireName();
            case Outcome.Inconclusive inconclusive -> inconclusive.cause().wireName();
        };
    }

    private List<HistoryEntry> entries() {
        return runs.unsaved(true).stream().map(HistoryRun::entry).toList();
    }

    static ContainerSnapshot container() {
        return new ContainerSnapshot(
                "c1",
                "web",
                "nginx:1.27",
                "nginx --password=secret",
                ZERO,
                ContainerStatus.RUNNING,
                Optional.of(ZERO),
                Optional.empty(),
                0,
                false,
                42,
                ContainerSnapshot.Health.NONE,
                ContainerSnapshot.RestartPolicy.NO,
                0,
                Duration.ofSeconds(10),
                "SIGTERM",
                false,
                false,
                ContainerSnapshot.Network.NONE,
                new ContainerSnapshot.Log("json-file", "/var/lib/docker/x.log", Map.of()),
                Map.of("team", "shop"));
    }

    private static Event.Probed probed(Incarnation life, Outcome outcome) {
        return new Event.Probed("site", life, outcome);
    }

    private static Outcome unhealthy(Cause cause) {
        return Outcome.unhealthy(cause, "", Duration.ZERO);
    }

    private static Instant at(long millis) {
        return ZERO.plusMillis(millis);
    }
}
