package io.dogwatch.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Policy;
import io.dogwatch.model.Watch;
import io.dogwatch.replay.Difference.Change;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReplayTest {

    private static final Policy PLAIN = Policy.HEAL.toBuilder()
            .startPeriod(Duration.ZERO)
            .backoff(new Policy.Backoff(Duration.ofSeconds(10), 2, Duration.ofMinutes(5), 0, Duration.ofMinutes(10)))
            .build();
    private static final Policy OBSERVE =
            PLAIN.toBuilder().mode(Policy.Mode.OBSERVE).build();
    private static final Watch THREE = Rehearsal.watch(3, PLAIN);

    @TempDir
    Path folder;

    /** Without this nothing else that simulate says could be believed. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void theSamePolicyReproducesTheDecisions(int seed) {
        Random random = new Random(seed);
        Rehearsal real = new Rehearsal(folder, THREE);
        for (int i = 0; i < 60; i++) {
            real.live(Duration.ofSeconds(1 + random.nextInt(400)));
            switch (random.nextInt(8)) {
                case 0, 1 -> real.sick();
                case 2 -> real.well();
                case 3, 4 -> real.crashes();
                case 5 -> real.personStops();
                case 6 ->
                    real.engineLost()
                            .live(Duration.ofSeconds(random.nextInt(90)))
                            .engineBack();
                default -> real.personStarts();
            }
        }
        Recording recording = real.live(Duration.ofMinutes(5)).recording();

        Difference difference = difference(recording, THREE);

        assertThat(difference.changes()).isEmpty();
        assertThat(difference.estimatedFrom()).isEmpty();
        assertThat(difference.before().restarts()).isPositive();
        assertThat(difference.after().failing()).isCloseTo(difference.before().failing(), Duration.ofSeconds(2));
    }

    /** Fails at 60, 70 and 80 s; restarted at 80 s, which takes 2 s; passes again at 90 s. */
    private Recording cured() {
        return new Rehearsal(folder, THREE)
                .live(Duration.ofSeconds(55))
                .sick()
                .live(Duration.ofMinutes(10))
                .recording();
    }

    @Test
    void aHigherThresholdRestartsLaterAndFailsForLonger() {
        Difference difference = difference(cured(), Rehearsal.watch(5, PLAIN));

        assertThat(lines(difference))
                .containsExactly(
                        "-80 opened", "-80 restart", "-100 closed", "+100 opened", "+100 restart", "+120 closed");
        assertThat(difference.before().toDetect()).hasValue(Duration.ofSeconds(20));
        assertThat(difference.after().toDetect()).hasValue(Duration.ofSeconds(40));
        assertThat(difference.after().failing())
                .isGreaterThan(difference.before().failing());
        assertThat(difference.estimatedFrom()).hasValue(at(80));
    }

    @Test
    void aLowerThresholdRestartsEarlierAndRecoversAsFastAsTheRealRestart() {
        Difference difference = difference(cured(), Rehearsal.watch(1, PLAIN));

        assertThat(lines(difference))
                .containsExactly("+60 opened", "+60 restart", "-80 opened", "-80 restart", "+80 closed", "-100 closed");
        assertThat(difference.after().restarts()).isEqualTo(1);
        assertThat(difference.after().failing()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void withoutARestartTheFailurePersists() {
        Difference difference = difference(cured(), Rehearsal.watch(3, OBSERVE));

        assertThat(lines(difference)).containsExactly("-80 restart", "-100 closed");
        assertThat(difference.after().failing()).isGreaterThan(Duration.ofMinutes(9));
    }

    @Test
    void aManualActionEndsTheAssumedFailure() {
        Recording recording = new Rehearsal(folder, THREE)
                .live(Duration.ofSeconds(55))
                .sick()
                .live(Duration.ofMinutes(5))
                .personStops()
                .live(Duration.ofMinutes(5))
                .recording();

        Difference difference = difference(recording, Rehearsal.watch(3, OBSERVE));

        assertThat(lines(difference)).containsExactly("-80 restart", "-100 closed", "+355 closed");
    }

    @Test
    void anIneffectiveRestartIsIneffectiveInTheReplay() {
        Recording recording = new Rehearsal(folder, THREE)
                .restartsDoNotHelp()
                .live(Duration.ofSeconds(55))
                .sick()
                .live(Duration.ofMinutes(3))
                .recording();
        Policy once = PLAIN.toBuilder()
                .budget(new Policy.Budget(1, Duration.ofMinutes(30), Duration.ofHours(1)))
                .build();

        Difference difference = difference(recording, Rehearsal.watch(3, once));

        assertThat(difference.before().restarts()).isGreaterThan(1);
        assertThat(difference.after().restarts()).isEqualTo(1);
        assertThat(difference.after().closed()).isZero();
    }

    @Test
    void anObservedCrashIsRestartedWithoutEffect() {
        Recording recording = new Rehearsal(folder, Rehearsal.watch(3, OBSERVE))
                .live(Duration.ofSeconds(55))
                .crashes()
                .live(Duration.ofMinutes(5))
                .recording();

        Difference difference = difference(recording, THREE);

        assertThat(difference.before().restarts()).isZero();
        assertThat(difference.after().restarts()).isBetween(2, 5);
        assertThat(difference.after().closed()).isZero();
        assertThat(difference.estimatedFrom()).hasValue(at(55));
    }

    @Test
    void anEarlierDecisionAboutACrashRecoversLikeTheRealOne() {
        Policy patient = PLAIN.toBuilder().restartDelay(Duration.ofMinutes(1)).build();
        Recording recording = new Rehearsal(folder, Rehearsal.watch(3, patient))
                .live(Duration.ofSeconds(55))
                .crashes()
                .live(Duration.ofMinutes(5))
                .recording();

        Difference difference = difference(recording, THREE);

        assertThat(difference.before().restarts()).isEqualTo(1);
        assertThat(difference.after().restarts()).isEqualTo(1);
        assertThat(difference.after().closed()).isEqualTo(1);
        assertThat(difference.after().failing()).isLessThan(difference.before().failing());
    }

    private static Difference difference(Recording recording, Watch watch) {
        Instant end = recording.end();
        ReplayCourse course = new PolicyReplay(recording, seen -> watch).run();
        return new Difference(
                Rehearsal.WEB,
                ReplayResult.real(recording, Rehearsal.ZERO, end),
                ReplayResult.of(course, Rehearsal.ZERO, end),
                course.estimatedFrom(),
                course.gaps());
    }

    private static List<String> lines(Difference difference) {
        return difference.changes().stream().map(PolicyReplayTest::line).toList();
    }

    private static String line(Change change) {
        return (change.added() ? "+" : "-")
                + Duration.between(Rehearsal.ZERO, change.at()).toSeconds() + " "
                + change.entry().word().text();
    }

    private static Instant at(int seconds) {
        return Rehearsal.ZERO.plusSeconds(seconds);
    }
}
