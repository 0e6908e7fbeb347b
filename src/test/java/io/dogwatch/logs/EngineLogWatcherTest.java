package io.dogwatch.logs;

import static io.dogwatch.logs.Samples.NOON;
import static io.dogwatch.logs.Samples.check;
import static io.dogwatch.logs.Samples.container;
import static io.dogwatch.logs.Samples.failure;
import static io.dogwatch.logs.Samples.heartbeat;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.docker.EngineException;
import io.dogwatch.docker.LogLine;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineLogWatcherTest {

    private static final TargetId WEB = new TargetId("local", "web");
    private static final List<LogCheck> FATAL = List.of(check("log", failure("FATAL")));

    private final FakeEngine engine = new FakeEngine();
    private final SettableClock clock = new SettableClock(NOON);
    private final RememberedPlaces places = new RememberedPlaces();
    private final Told told = new Told();
    private EngineLogWatcher watcher = new EngineLogWatcher(engine, places, told, clock);

    @AfterEach
    void close() {
        watcher.close();
    }

    private ContainerSnapshot running(String id, Instant startedAt) {
        ContainerSnapshot container = container(id, startedAt, Optional.empty());
        engine.has(container);
        return container;
    }

    private void await(Callable<Boolean> condition) {
        Told.await(watcher, condition);
    }

    private void awaitAsTimeGoesOn(Callable<Boolean> condition) {
        await(() -> {
            clock.advance(Duration.ofMillis(20));
            return condition.call();
        });
    }

    @Test
    void theWaitBeforeAReopeningDoublesToHalfAMinuteAndIsTheSameEachTime() {
        List<Long> waits = IntStream.range(0, 12)
                .mapToObj(attempt -> ReopenBackoff.before(WEB, attempt).toMillis())
                .toList();

        assertThat(waits.getFirst()).isBetween(400L, 500L);
        assertThat(waits.getLast()).isBetween(24_000L, 30_000L);
        assertThat(waits.get(3))
                .isBetween(3200L, 4000L)
                .isEqualTo(ReopenBackoff.before(WEB, 3).toMillis());
        assertThat(ReopenBackoff.before(new TargetId("local", "mailer"), 9)).isNotEqualTo(ReopenBackoff.before(WEB, 9));
    }

    private long judged() {
        return watcher.stats().getOrDefault(WEB, LogStats.NONE).lines();
    }

    private void restartDogwatch() {
        watcher.close();
        watcher = new EngineLogWatcher(engine, places, told, clock);
    }

    @Test
    void aLifeThatHasJustBegunIsReadFromItsBeginning() {
        engine.write("c1", NOON.minusSeconds(3), "FATAL at once");

        watcher.watch(WEB, running("c1", NOON.minusSeconds(2)), FATAL);

        await(() -> told.has("FATAL at once"));
    }

    @Test
    void oldFailuresOfAContainerSeenForTheFirstTimeAreNoNews() {
        engine.write("c1", NOON.minusSeconds(60), "FATAL yesterday");
        watcher.watch(WEB, running("c1", NOON.minusSeconds(3600)), FATAL);
        await(() -> told.has("healthy"));

        engine.write("c1", NOON, "FATAL today");
        await(() -> told.has("FATAL today"));

        assertThat(told.words).hasSize(2).noneMatch(word -> word.contains("yesterday"));
    }

    @Test
    void watchingAgainWithTheSameChangesNothing() {
        ContainerSnapshot web = running("c1", NOON.minusSeconds(2));
        watcher.watch(WEB, web, FATAL);
        await(() -> told.has("healthy"));

        watcher.watch(WEB, web, FATAL);
        watcher.tick();
        engine.write("c1", NOON, "x");
        await(() -> judged() == 1);

        assertThat(engine.opened()).isEqualTo(1);
        assertThat(told.words).containsExactly("log@c1: healthy");
    }

    @Test
    void aCutStreamIsOpenedAgainWithoutGapOrDuplicate() {
        watcher.watch(WEB, running("c1", NOON.minusSeconds(2)), FATAL);
        engine.write("c1", NOON, "FATAL 1");
        await(() -> told.has("FATAL 1"));

        engine.cut();
        engine.write("c1", NOON, "FATAL 2");
        // At least a second later, so that the next match is told and not held back as one of many.
        clock.advance(Duration.ofSeconds(1));
        awaitAsTimeGoesOn(() -> told.has("FATAL 2"));

        assertThat(told.count("FATAL 1")).isEqualTo(1);
        assertThat(watcher.stats()).containsEntry(WEB, new LogStats(2, 14, 2, 1, 0, 1, 0, NOON, "engine", ""));
    }

    @Test
    void aLineHeldUpBetweenStampAndLogIsNotLostAtACut() {
        watcher.watch(WEB, running("c1", NOON.minusSeconds(2)), FATAL);
        Instant held = NOON;
        for (int i = 1; i <= 100; i++) {
            engine.write("c1", NOON.plusNanos(1000L * i), "chatter");
        }
        await(() -> judged() == 100);

        engine.cut();
        engine.write("c1", new LogLine(held, LogLine.Source.STDERR, "FATAL held up"));
        awaitAsTimeGoesOn(() -> told.has("FATAL held up"));

        assertThat(judged()).isEqualTo(101);
    }

    @Test
    void linesAreJudgedThoughTheClockWasSetBackAndTheLastOneRotatedAway() {
        watcher.watch(WEB, running("c1", NOON.minusSeconds(2)), FATAL);
        engine.write("c1", NOON.plusSeconds(7200), "by a clock that is wrong");
        engine.write("c1", NOON.plusSeconds(1), "last");
        await(() -> judged() == 2);

        engine.cut();
        engine.rotateAway("c1");
        Instant[] written = {NOON.plusSeconds(2)};
        awaitAsTimeGoesOn(() -> {
            written[0] = written[0].plusMillis(1);
            engine.write("c1", written[0], "FATAL");
            return told.has("FATAL");
        });
    }

    @Test
    void ofSeveralNewestLinesOfOneMicrosecondNoneIsNews() {
        engine.write("c1", NOON.minusSeconds(60), "before");
        for (int i = 0; i < 3; i++) {
            engine.write("c1", NOON.minusSeconds(50), "FATAL before anybody watched");
        }
        watcher.watch(WEB, running("c1", NOON.minusSeconds(3600)), FATAL);
        await(() -> told.has("healthy"));

        engine.write("c1", NOON, "FATAL today");
        await(() -> told.has("FATAL today"));

        assertThat(told.words).hasSize(2);
        assertThat(judged()).isEqualTo(1);
    }

    @Test
    void aLineHeldUpWhileItIsAskedWhereToBeginIsNotLost() {
        Instant held = NOON.minusMillis(3);
        engine.write("c1", held.plusMillis(1), "FATAL before anybody watched");
        engine.write("c1", held.plusMillis(2), "the newest line");
        ContainerSnapshot web = running("c1", NOON.minusSeconds(3600));
        watcher.watch(WEB, web, FATAL);
        await(() -> told.has("healthy"));

        engine.write("c1", new LogLine(held, LogLine.Source.STDERR, "FATAL held up"));

        await(() -> told.has("FATAL held up"));
        assertThat(told.words).hasSize(2);
    }

    @Test
    void dogwatchRestartedGoesOnAfterTheLastJudgedLine() {
        watcher.watch(WEB, running("c1", NOON.minusSeconds(2)), List.of(check("log", failure("FATAL (1|3)"))));
        engine.write("c1", NOON, "FATAL 2");
        await(() -> judged() == 1);
        restartDogwatch();
        engine.write("c1", NOON.plusSeconds(30), "FATAL 3");
        clock.advance(Duration.ofSeconds(60));

        watcher.watch(WEB, running("c1", NOON.minusSeconds(2)), FATAL);

        await(() -> told.has("FATAL 3"));
        assertThat(told.count("FATAL 2")).isZero();
    }

    @Test
    void aFailureStillCountsAfterDogwatchWasRestarted() {
        watcher.watch(WEB, running("c1", NOON.minusSeconds(2)), FATAL);
        engine.write("c1", NOON, "FATAL");
        await(() -> told.has("failure-marker"));
        restartDogwatch();
        told.words.clear();
        clock.advance(Duration.ofSeconds(60));

        watcher.watch(WEB, running("c1", NOON.minusSeconds(2)), FATAL);
        await(() -> told.has("failure-marker"));
        assertThat(told.has("healthy")).isFalse();

        clock.advance(Duration.ofMinutes(5));
        await(() -> told.has("healthy"));
    }

    @Test
    void aRestartedContainerStartsAfreshAndItsLogGoesOn() {
        watcher.watch(WEB, running("c1", NOON.minusSeconds(60)), FATAL);
        await(() -> told.has("healthy"));
        engine.write("c1", NOON, "FATAL old life");
        await(() -> told.has("old life"));
        engine.has(container("c1", ContainerStatus.EXITED, NOON.minusSeconds(60), Optional.of(NOON), "json-file"));
        engine.cut();
        await(() -> engine.open() == 0);

        // The first line of a life can bear a stamp before its startedAt.
        engine.write("c1", NOON.plusMillis(3999), "FATAL new life");
        clock.advance(Duration.ofSeconds(5));
        ContainerSnapshot again = container("c1", NOON.plusMillis(4000), Optional.of(NOON.plusMillis(1)));
        engine.has(again);
        watcher.watch(WEB, again, FATAL);

        await(() -> told.has("new life"));
        assertThat(told.incarnations.getLast().startedAt()).isEqualTo(NOON.plusMillis(4000));
        assertThat(told.count("old life")).isEqualTo(1);
    }

    @Test
    void lateLinesOfTheOldLifeBelongToTheOldLife() {
        watcher.watch(WEB, running("c1", NOON.minusSeconds(60)), FATAL);
        await(() -> told.has("healthy"));
        engine.silence(true);
        engine.write("c1", NOON, "FATAL last words");
        clock.advance(Duration.ofSeconds(2));

        watcher.watch(WEB, container("c1", NOON.plusSeconds(2), Optional.of(NOON.plusSeconds(1))), FATAL);
        engine.silence(false);

        await(() -> told.count("healthy") == 2);
        int last = told.words.indexOf(told.words.stream()
                .filter(word -> word.contains("last words"))
                .findFirst()
                .orElseThrow());
        assertThat(told.incarnations.get(last).startedAt()).isEqualTo(NOON.minusSeconds(60));
    }

    @Test
    void aRecreatedContainerIsReadFromTheBeginningOfItsLog() {
        watcher.watch(WEB, running("c1", NOON.minusSeconds(60)), FATAL);
        await(() -> told.has("healthy"));
        engine.write("c2", NOON.plusMillis(1), "FATAL in the new container");

        watcher.watch(WEB, running("c2", NOON.plusMillis(2)), FATAL);

        await(() -> told.has("log@c2: failure-marker"));
    }

    @Test
    void aContainerRecreatedWhileDogwatchWasAwayIsReadFromTheBeginningOfItsLog() {
        watcher.watch(WEB, running("c1", NOON.minusSeconds(2)), FATAL);
        engine.write("c1", NOON, "x");
        await(() -> judged() == 1);
        restartDogwatch();
        engine.write("c2", NOON.plusSeconds(10), "FATAL while away");
        clock.advance(Duration.ofSeconds(100));

        watcher.watch(WEB, running("c2", NOON.plusSeconds(9)), FATAL);

        await(() -> told.has("while away"));
    }

    @Test
    void aSilentContainersHeartbeatIsMissedOnlyAfterTheEngineWasAsked() {
        watcher.watch(
                WEB,
                running("c1", NOON.minusSeconds(2)),
                List.of(check("beat", heartbeat("tick", Duration.ofSeconds(10)))));
        await(() -> told.has("healthy"));

        clock.advance(Duration.ofSeconds(10));
        int tails = engine.tails();
        clock.advance(Duration.ofSeconds(1));
        await(() -> told.has("no line matched /tick/ for 11 s (expected every 10 s)"));

        assertThat(engine.tails()).isEqualTo(tails + 1);
    }

    @Test
    void anUnreachableEngineMakesNoHeartbeatMissedAndTheGapIsReadFirst() {
        watcher.watch(
                WEB,
                running("c1", NOON.minusSeconds(2)),
                List.of(check("beat", heartbeat("tick", Duration.ofMinutes(1)))));
        await(() -> told.has("healthy"));
        engine.refuse(new EngineException(EngineException.Kind.UNREACHABLE, "no response"));
        engine.cut();
        awaitAsTimeGoesOn(() -> told.has("engine-unreachable"));

        clock.advance(Duration.ofMinutes(10));
        engine.write("c1", clock.instant().minusSeconds(1), "tick");
        engine.refuse(null);
        awaitAsTimeGoesOn(() -> told.count("healthy") == 2);

        assertThat(told.words).containsExactly("beat@c1: healthy", "beat@c1: engine-unreachable", "beat@c1: healthy");
    }

    @Test
    void aHeartbeatMissedDuringAGapIsReportedAfterTheGapWasRead() {
        watcher.watch(
                WEB,
                running("c1", NOON.minusSeconds(2)),
                List.of(check("beat", heartbeat("tick", Duration.ofMinutes(1)))));
        await(() -> told.has("healthy"));
        engine.cut();
        clock.advance(Duration.ofSeconds(90));
        engine.write("c1", clock.instant(), "something else");

        awaitAsTimeGoesOn(() -> told.has("heartbeat-missed no line matched /tick/ for 1 min 3"));
    }

    @Test
    void aFrozenEngineMakesNoHeartbeatMissed() {
        watcher.watch(
                WEB,
                running("c1", NOON.minusSeconds(2)),
                List.of(check("beat", heartbeat("tick", Duration.ofSeconds(10)))));
        await(() -> told.has("healthy"));
        engine.silence(true);
        engine.refuse(new EngineException(EngineException.Kind.UNREACHABLE, "timed out"));

        clock.advance(Duration.ofSeconds(60));
        await(() -> told.has("engine-unreachable"));

        assertThat(told.has("heartbeat-missed")).isFalse();
    }

    @Test
    void aFollowThatHasGoneSilentIsOpenedAgain() {
        watcher.watch(WEB, running("c1", NOON.minusSeconds(2)), FATAL);
        await(() -> told.has("healthy"));
        engine.silence(true);
        engine.write("c1", NOON.plusSeconds(20), "FATAL unheard");
        int tails = engine.tails();
        clock.advance(Duration.ofSeconds(30));
        await(() -> engine.tails() == tails + 1);

        clock.advance(Duration.ofSeconds(5));
        await(() -> engine.opened() == 2);
        engine.silence(false);

        await(() -> told.has("FATAL unheard"));
        assertThat(watcher.stats().get(WEB))
                .isEqualTo(new LogStats(1, 13, 1, 1, 1, 0, 0, NOON.plusSeconds(20), "engine", ""));
    }

    @Test
    void whatTheEngineLeavesOutIsCountedOnceALaterLineShowsIt() {
        ContainerSnapshot web =
                Samples.withLogOptions(running("c1", NOON.minusSeconds(2)), Map.of("max-size", "10k", "max-file", "3"));
        watcher.watch(WEB, web, FATAL);
        await(() -> told.has("healthy"));
        engine.silence(true);
        engine.leaveOut("rotated away");
        engine.write("c1", NOON.plusSeconds(20), "rotated away");
        int tails = engine.tails();
        clock.advance(Duration.ofSeconds(30));
        await(() -> engine.tails() == tails + 1);

        engine.silence(false);
        engine.write("c1", NOON.plusMillis(21_000), "a second later, as near as stamps can be trusted");
        await(() -> judged() == 1);
        assertThat(watcher.stats(WEB).orElseThrow().lostBytes()).isZero();

        engine.write("c1", NOON.plusMillis(21_001), "later");
        engine.write("c1", NOON.plusMillis(29_000), "much later");
        await(() -> judged() == 3);
        assertThat(watcher.stats(WEB).orElseThrow().lostBytes()).isEqualTo(10_240);
    }

    @Test
    void aNewestLineThatComesLateIsNotCountedAsLeftOut() {
        watcher.watch(WEB, running("c1", NOON.minusSeconds(2)), FATAL);
        await(() -> told.has("healthy"));
        engine.silence(true);
        engine.write("c1", NOON.plusSeconds(20), "late");
        int tails = engine.tails();
        clock.advance(Duration.ofSeconds(30));
        await(() -> engine.tails() == tails + 1);

        engine.silence(false);
        engine.write("c1", NOON.plusSeconds(29), "later");

        await(() -> judged() == 2);
        assertThat(watcher.stats(WEB).orElseThrow().lostBytes()).isZero();
    }

    @Test
    void aDriverThatKeepsNothingIsReportedOnceAndNotTriedAgain() {
        ContainerSnapshot web =
                container("c1", ContainerStatus.RUNNING, NOON.minusSeconds(2), Optional.empty(), "none");
        watcher.watch(WEB, web, FATAL);
        await(() -> told.has("log-unreadable"));

        clock.advance(Duration.ofMinutes(5));
        watcher.watch(WEB, web, FATAL);
        watcher.tick();

        assertThat(told.words).containsExactly("log@c1: log-unreadable");
        assertThat(watcher.stats())
                .extractingByKey(WEB)
                .extracting(LogStats::unreadable, LogStats::forGood)
                .containsExactly("log driver none does not support reading", true);
        assertThat(engine.opened()).isZero();

        engine.silence(true);
        watcher.watch(WEB, running("c2", NOON.minusSeconds(1)), FATAL);
        assertThat(watcher.stats(WEB).orElseThrow().unreadable())
                .as("of the container that was made anew")
                .isEmpty();
    }

    @Test
    void aDriverThatTheEngineCannotReadIsReportedOnce() {
        engine.refuse(new EngineException(
                EngineException.Kind.ENGINE_FAULT, "configured logging driver does not support reading"));

        watcher.watch(WEB, running("c1", NOON.minusSeconds(2)), FATAL);
        await(() -> told.has("log-unreadable"));

        clock.advance(Duration.ofMinutes(5));
        watcher.tick();
        assertThat(told.words).hasSize(1);
    }

    @Test
    void changedChecksGoOnWithTheSameStream() {
        watcher.watch(WEB, running("c1", NOON.minusSeconds(2)), FATAL);
        await(() -> told.has("healthy"));

        LogCheck panic = check("panic", failure("panic"));
        watcher.watch(WEB, running("c1", NOON.minusSeconds(2)), List.of(FATAL.getFirst(), panic));
        engine.write("c1", NOON, "panic: FATAL");

        await(() -> told.has("panic@c1: failure-marker") && told.has("log@c1: failure-marker"));
        assertThat(engine.opened()).isEqualTo(1);
    }

    @Test
    void aForgottenTargetIsReadNoMoreAndItsPlaceIsGone() {
        watcher.watch(WEB, running("c1", NOON.minusSeconds(2)), FATAL);
        engine.write("c1", NOON, "x");
        await(() -> places.get(WEB).isPresent());

        watcher.forget(WEB);

        await(() -> engine.open() == 0);
        assertThat(places.get(WEB)).isEmpty();
        assertThat(watcher.stats()).isEmpty();
    }

    @Test
    void aPlaceIsWrittenAtMostOnceASecondAndAtTheEnd() {
        watcher.watch(WEB, running("c1", NOON.minusSeconds(2)), FATAL);
        for (int i = 0; i < 500; i++) {
            engine.write("c1", NOON.plusNanos(i), "x");
        }
        await(() -> judged() == 500);
        watcher.tick();
        assertThat(places.writes.get()).isLessThanOrEqualTo(1);

        watcher.close();

        assertThat(places.get(WEB).flatMap(LogOffset::decoded).orElseThrow().last())
                .contains(new ResumePoint.Judged(LogLine.Source.STDOUT, NOON.plusNanos(499), 1));
    }
}
