package io.dogwatch.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.inside.LogHygiene;
import io.dogwatch.journal.StoreException;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Judge;
import io.dogwatch.judge.Ledger;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.TargetState;
import io.dogwatch.target.Cause;
import io.dogwatch.target.Check;
import io.dogwatch.target.LogCheck;
import io.dogwatch.target.Outcome;
import io.dogwatch.target.Policy;
import io.dogwatch.target.TargetId;
import io.dogwatch.target.Thresholds;
import io.dogwatch.target.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What has to be changed about a container's log is told once for each container, and never in a hurry. */
class LogFaultsTest {

    private static final Instant ZERO = Instant.parse("2026-03-01T03:00:00Z");
    private static final Outcome UNREADABLE =
            Outcome.inconclusive(Cause.LOG_UNREADABLE, "log driver none keeps nothing to read");
    private static final Outcome HEALTHY = Outcome.healthy(Duration.ZERO);

    private final FakeEngine engine = new FakeEngine(new SettableClock(ZERO));
    private final List<Notice> told = new ArrayList<>();
    private final LogFaults faults = new LogFaults(told::add);
    private Policy policy = Policy.HEAL;
    private Optional<LogHygiene> hygiene = Optional.empty();

    LogFaultsTest() {
        engine.run("web", "bridge", Map.of());
    }

    @Test
    void aLogThatCouldNotBeReadForAQuarterOfAnHourIsToldOnce() {
        faults.look(after(Duration.ofMinutes(0), UNREADABLE));
        faults.look(after(Duration.ofSeconds(15 * 60 - 1), UNREADABLE));
        assertThat(told).isEmpty();

        faults.look(after(Duration.ofMinutes(15), UNREADABLE));
        faults.look(after(Duration.ofHours(5), UNREADABLE));

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().kind()).isEqualTo(Notice.Kind.LOG_UNREADABLE);
        assertThat(told.getFirst().incident().failure().detail()).isEqualTo("log driver none keeps nothing to read");
    }

    @Test
    void oneThatCanBeReadAgainBeginsAfresh() {
        faults.look(after(Duration.ofMinutes(0), UNREADABLE));
        faults.look(after(Duration.ofMinutes(10), HEALTHY));
        faults.look(after(Duration.ofMinutes(11), UNREADABLE));
        faults.look(after(Duration.ofMinutes(25), UNREADABLE));
        assertThat(told).isEmpty();

        faults.look(after(Duration.ofMinutes(26), UNREADABLE));

        assertThat(told).hasSize(1);
    }

    @Test
    void anEngineThatIsAwayIsNoFaultOfTheLog() {
        Outcome away = Outcome.inconclusive(Cause.ENGINE_UNREACHABLE, "no answer");

        faults.look(after(Duration.ofMinutes(0), away));
        faults.look(after(Duration.ofHours(1), away));

        assertThat(told).isEmpty();
    }

    @Test
    void aLogThatGrowsWithoutBoundIsToldOnceWithWhatWouldBoundIt() {
        hygiene = Optional.of(unbounded(LogHygiene.LARGE - 1));
        faults.look(after(Duration.ofMinutes(1), HEALTHY));
        assertThat(told).isEmpty();
        hygiene = Optional.of(unbounded(LogHygiene.LARGE));

        faults.look(after(Duration.ofMinutes(2), HEALTHY));
        faults.look(after(Duration.ofMinutes(3), HEALTHY));

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().kind()).isEqualTo(Notice.Kind.LOG_UNBOUNDED);
        assertThat(told.getFirst().next()).contains("--log-opt max-size=10m --log-opt max-file=3");
        assertThat(told.getFirst().incident().failure().detail()).isEqualTo("takes 1GiB");
    }

    @Test
    void ofWhatNobodyIsToldThisIsNotToldEither() {
        policy = policy.found();
        hygiene = Optional.of(unbounded(LogHygiene.LARGE));

        faults.look(after(Duration.ofMinutes(0), UNREADABLE));
        faults.look(after(Duration.ofHours(1), UNREADABLE));

        assertThat(told).isEmpty();
    }

    @Test
    void whatTheStoreDidNotTakeIsToldLater() {
        List<Notice> taken = new ArrayList<>();
        boolean[] isFull = {true};
        LogFaults patient = new LogFaults(notice -> {
            if (isFull[0]) {
                throw new StoreException("no space left", new IllegalStateException("full"));
            }
            taken.add(notice);
        });
        hygiene = Optional.of(unbounded(LogHygiene.LARGE));
        patient.look(after(Duration.ofMinutes(1), HEALTHY));
        assertThat(taken).isEmpty();

        isFull[0] = false;
        patient.look(after(Duration.ofMinutes(2), HEALTHY));

        assertThat(taken).hasSize(1);
    }

    private TargetView after(Duration sinceZero, Outcome ofItsLog) {
        Instant now = ZERO.plus(sinceZero);
        Watch watch = new Watch(
                new TargetId("local", "web"),
                List.<Check>of(
                        new Check.StateCheck("state", Thresholds.CERTAIN),
                        new LogCheck(
                                "beat",
                                Thresholds.CERTAIN,
                                LogCheck.Source.AUTO,
                                List.of(),
                                Optional.empty(),
                                LogCheck.DEFAULT_CLEAR_AFTER)),
                policy,
                false,
                "rule 1",
                List.of());
        TargetState state = Judge.judge(
                        watch, TargetState.initial(Ledger.EMPTY, now), new Event.Observed(engine.inspect("web")), now)
                .state();
        return new TargetView(
                watch,
                state,
                Map.of("beat", TargetView.LastProbe.heard(ofItsLog, now)),
                hygiene,
                Optional.empty(),
                Availability.NONE,
                now);
    }

    private static LogHygiene unbounded(long size) {
        return new LogHygiene(
                "web",
                "json-file",
                Map.of(),
                OptionalLong.of(size),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Duration.ZERO,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                true);
    }
}
