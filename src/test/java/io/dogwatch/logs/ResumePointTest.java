package io.dogwatch.logs;

import static io.dogwatch.docker.LogLine.Source.STDERR;
import static io.dogwatch.docker.LogLine.Source.STDOUT;
import static io.dogwatch.logs.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.docker.LineWindows;
import io.dogwatch.docker.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResumePointTest {

    private final ResumePoint position = ResumePoint.beginning("c1");

    @Test
    void linesOfTheSameStampAreJudgedOnceEach() {
        position.accept(STDOUT, NOON);
        position.accept(STDERR, NOON);
        position.accept(STDOUT, NOON);

        position.reopened();

        assertThat(position.accept(STDOUT, NOON)).isFalse();
        assertThat(position.accept(STDERR, NOON)).isFalse();
        assertThat(position.accept(STDOUT, NOON)).isFalse();
        assertThat(position.accept(STDERR, NOON)).isTrue();
    }

    @Test
    void aLineHeldUpWhileTheOtherOutputFloodsIsNewAfterAReopening() {
        for (int i = 1; i <= 10_000; i++) {
            position.accept(STDOUT, NOON.plusNanos(i));
        }

        position.reopened();

        for (int i = 1; i <= 10_000; i++) {
            assertThat(position.accept(STDOUT, NOON.plusNanos(i))).isFalse();
        }
        assertThat(position.accept(STDERR, NOON)).isTrue();
        assertThat(position.accept(STDOUT, NOON.plusNanos(10_001))).isTrue();
    }

    @Test
    void aLineThatWasHeldUpIsNotJudgedTwice() {
        position.accept(STDOUT, NOON.plusNanos(50));
        position.accept(STDERR, NOON.plusNanos(20));

        position.reopened();

        assertThat(position.accept(STDOUT, NOON.plusNanos(50))).isFalse();
        assertThat(position.accept(STDERR, NOON.plusNanos(20))).isFalse();
        assertThat(position.accept(STDERR, NOON.plusNanos(40))).isTrue();
    }

    @Test
    void aClockThatIsSetBackLosesNothing() {
        position.accept(STDOUT, NOON);
        position.accept(STDOUT, NOON.minusSeconds(600));

        position.reopened();

        assertThat(position.floor()).isBefore(NOON.minusSeconds(600));
        assertThat(position.accept(STDOUT, NOON)).isFalse();
        assertThat(position.accept(STDOUT, NOON.minusSeconds(600))).isFalse();
        assertThat(position.accept(STDOUT, NOON.minusSeconds(599))).isTrue();
    }

    @Test
    void aStreamIsOpenedASecondBeforeTheLastLine() {
        position.accept(STDOUT, NOON);

        assertThat(position.floor()).isEqualTo(NOON.minusSeconds(1));
    }

    @Test
    void ofAFloodOnlySoManyLinesAreReadTwice() {
        for (int i = 0; i < 100_000; i++) {
            position.accept(STDOUT, NOON.plusNanos(i));
        }

        Instant floor = position.floor();
        assertThat(Duration.between(floor, NOON.plusNanos(99_999)).toNanos()).isBetween(31_000L, 32_000L);

        LogOffset place = new LogOffset("c1", floor, position.bound(), position.last(), NOON, List.of());
        assertThat(ResumePoint.of(place).floor())
                .as("after a restart of Dogwatch")
                .isEqualTo(floor);
    }

    @Test
    void alsoOfAFloodThatWasNotLookedAtLineByLine() {
        for (int i = 1; i <= 100; i++) {
            position.leapt(992, NOON.plusNanos(1000L * i - 9));
            for (int j = 8; j > 0; j--) {
                position.accept(STDOUT, NOON.plusNanos(1000L * i - j));
            }
        }

        assertThat(Duration.between(position.floor(), NOON.plusNanos(99_999)).toNanos())
                .isBetween(31_000L, 32_000L);
    }

    @Test
    void aClockThatIsSetBackInAFloodLosesNothing() {
        for (int i = 0; i < 100_000; i++) {
            position.accept(STDOUT, NOON.plusNanos(i));
        }
        position.accept(STDOUT, NOON.minusSeconds(600));

        assertThat(position.floor()).isEqualTo(NOON.minusSeconds(601));
    }

    @Test
    void whatAnEngineSendsFromBeforeTheFloorIsDropped() {
        ResumePoint behind = ResumePoint.from("c1", NOON);

        assertThat(behind.floor()).isEqualTo(NOON);
        assertThat(behind.accept(STDOUT, NOON.minusNanos(1))).isFalse();
        assertThat(behind.accept(STDOUT, NOON)).isTrue();
    }

    @Test
    void behindTheNewestLineAllIsNewThatIsWrittenAfterIt() {
        ResumePoint behind = ResumePoint.behind("c1", List.of(new LogLine(NOON, STDOUT, "newest")));

        assertThat(behind.accept(STDERR, NOON.minusNanos(2))).isFalse();
        assertThat(behind.accept(STDOUT, NOON)).isFalse();
        assertThat(behind.accept(STDERR, NOON.minusNanos(1))).isTrue();
    }

    @Test
    void behindALineOfSeveralWindowsNoneOfThemIsNew() {
        String first = "x".repeat(LineWindows.MAX_LINE);
        ResumePoint behind = ResumePoint.behind("c1", List.of(new LogLine(NOON, STDOUT, first)));

        assertThat(behind.accept(STDOUT, NOON)).isFalse();
        assertThat(behind.accept(STDOUT, NOON)).isFalse();
        assertThat(behind.accept(STDOUT, NOON.plusNanos(1))).isTrue();
    }

    @Test
    void behindSeveralOfOneMicrosecondNoneOfThemIsNew() {
        LogLine one = new LogLine(NOON, STDOUT, "x");
        LogLine other = new LogLine(NOON, STDERR, "x");
        ResumePoint behind =
                ResumePoint.behind("c1", List.of(new LogLine(NOON.minusNanos(1000), STDOUT, "x"), one, other, one));

        assertThat(behind.accept(STDOUT, NOON)).isFalse();
        assertThat(behind.accept(STDERR, NOON)).isFalse();
        assertThat(behind.accept(STDOUT, NOON)).isFalse();
        assertThat(behind.accept(STDOUT, NOON)).isTrue();
    }

    @Test
    void behindMoreOfOneMicrosecondThanAreKnownNoneOfThemIsNew() {
        LogLine one = new LogLine(NOON, STDOUT, "x");
        ResumePoint behind = ResumePoint.behind("c1", List.of(one, one));

        assertThat(behind.accept(STDOUT, NOON)).isFalse();
        assertThat(behind.accept(STDOUT, NOON)).isFalse();
        assertThat(behind.accept(STDOUT, NOON)).isFalse();
        assertThat(behind.accept(STDOUT, NOON.plusNanos(1000))).isTrue();
    }

    @Test
    void afterALogWithoutTheLastLineAllIsNewThoughTheClockWasSetBack() {
        setBackAndRotatedAway();
        assertThat(position.accept(STDOUT, NOON.minusSeconds(596))).isFalse();

        position.readToEnd();

        assertThat(position.accept(STDOUT, NOON.minusSeconds(595))).isTrue();
        assertThat(position.bound()).isEqualTo(NOON.minusSeconds(595).plusNanos(1));
        position.reopened();
        assertThat(position.accept(STDOUT, NOON.minusSeconds(596))).isFalse();
        assertThat(position.accept(STDOUT, NOON.minusSeconds(595))).isFalse();
        assertThat(position.accept(STDOUT, NOON.minusSeconds(594))).isTrue();
    }

    @Test
    void afterTheNewestLineAllIsNewThoughTheClockWasSetBack() {
        setBackAndRotatedAway();
        ResumePoint.Judged newest = new ResumePoint.Judged(STDERR, NOON.minusSeconds(595), 1);

        position.newestIs(newest);
        assertThat(position.hasCome(newest)).isFalse();
        assertThat(position.accept(STDOUT, NOON.minusSeconds(595))).isFalse();
        assertThat(position.accept(STDERR, NOON.minusSeconds(595))).isFalse();
        assertThat(position.hasCome(newest)).isTrue();

        assertThat(position.accept(STDOUT, NOON.minusSeconds(594))).isTrue();
    }

    @Test
    void theEngineMayNameItsNewestLineAfterThatHasCome() {
        setBackAndRotatedAway();
        for (int i = 0; i < 999; i++) {
            position.accept(STDOUT, NOON.minusSeconds(595).plusNanos(i));
        }

        position.newestIs(new ResumePoint.Judged(STDOUT, NOON.minusSeconds(595), 1));

        assertThat(position.accept(STDOUT, NOON.minusSeconds(594))).isTrue();
    }

    @Test
    void theNewestLineIsNotTakenForTheEndWhereItIsTheLastOfSeveralWithOneStamp() {
        position.accept(STDOUT, NOON);
        position.accept(STDOUT, NOON);
        position.reopened();

        position.newestIs(new ResumePoint.Judged(STDOUT, NOON, 1));

        assertThat(position.accept(STDOUT, NOON)).isFalse();
        assertThat(position.accept(STDOUT, NOON)).isFalse();
        assertThat(position.accept(STDOUT, NOON)).isTrue();
    }

    @Test
    void whatCameBeforeTheReopeningIsNoProof() {
        ResumePoint.Judged last = new ResumePoint.Judged(STDOUT, NOON, 1);
        position.accept(STDOUT, NOON);
        assertThat(position.hasCome(last)).isTrue();

        position.reopened();

        assertThat(position.hasCome(last)).isFalse();
        position.accept(STDOUT, NOON);
        assertThat(position.hasCome(last)).isTrue();
    }

    @Test
    void aLineThatNeverComesIsPassedByOneOfTheOtherOutputThatIsClearlyLater() {
        ResumePoint.Judged leftOut = new ResumePoint.Judged(STDERR, NOON, 1);
        position.accept(STDOUT, NOON.plusSeconds(1));
        assertThat(position.hasCome(leftOut)).isFalse();

        position.accept(STDOUT, NOON.plusSeconds(1).plusNanos(1));
        assertThat(position.hasCome(leftOut)).isTrue();
    }

    private void setBackAndRotatedAway() {
        position.accept(STDOUT, NOON);
        position.accept(STDOUT, NOON.minusSeconds(600));
        position.reopened();
    }

    @Test
    void newLinesAreJudgedThoughTheJudgedOnesWereRotatedAway() {
        position.accept(STDOUT, NOON);

        position.reopened();

        assertThat(position.accept(STDERR, NOON.plusNanos(1))).isTrue();
        assertThat(position.accept(STDOUT, NOON.plusNanos(1))).isTrue();
    }

    @Test
    void afterAGapTimeStampsIdentifyNewLines() {
        position.leapt(1, NOON);

        position.reopened();

        assertThat(position.accept(STDOUT, NOON)).isFalse();
        assertThat(position.accept(STDERR, NOON.plusNanos(1))).isTrue();
    }

    @Test
    void aPlaceSurvivesBeingWrittenAndRead() {
        LogOffset place = new LogOffset(
                "c1",
                NOON.minusSeconds(1),
                NOON.plusNanos(7),
                Optional.of(new ResumePoint.Judged(STDERR, NOON, 2)),
                NOON.minusSeconds(9),
                List.of(new LogOffset.Lasting("a b", "x y\n", NOON, "hostile 😀 f j \u0000")),
                Optional.of(new FileOffset(1, 2, -3)));

        assertThat(place.encoded()).matches("[!-~ ]+");
        assertThat(LogOffset.decoded(place.encoded())).contains(place);
    }

    @Test
    void aPlaceAfterALeapSurvivesBeingWrittenAndRead() {
        LogOffset place = new LogOffset("c1", NOON, NOON, Optional.empty(), NOON.minusSeconds(9), List.of());

        assertThat(LogOffset.decoded(place.encoded())).contains(place);
    }

    @Test
    void whatIsNoPlaceIsNotTakenForOne() {
        Instant noon = NOON;
        assertThat(List.of(
                        "",
                        "3 c1",
                        "3",
                        "3 c1 x y",
                        "3 c1 " + noon + " " + noon + " " + noon + " l",
                        "3 c1 " + noon + " " + noon + " " + noon + " l BOTH " + noon + " 1",
                        "2 c1 " + noon + " " + noon,
                        "{}"))
                .allSatisfy(text -> assertThat(LogOffset.decoded(text)).isEmpty());
    }
}
