package io.dogwatch.supervise;

import static io.dogwatch.supervise.Uptime.Status.DEGRADED;
import static io.dogwatch.supervise.Uptime.Status.DOWN;
import static io.dogwatch.supervise.Uptime.Status.UNOBSERVED;
import static io.dogwatch.supervise.Uptime.Status.UP;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.Hold;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.judge.TargetState;
import io.dogwatch.model.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UptimeTest {

    private static final Instant START = Instant.parse("2026-03-01T03:00:00Z");

    @Test
    void unobservedTimeDoesNotCount() {
        Uptime uptime = Uptime.from(START);

        assertThat(uptime.at(after(600))).isEqualTo(Availability.NONE);
        assertThat(uptime.transitionTo(UP, after(600)).at(after(660))).isEqualTo(seconds(60, 60));
    }

    @Test
    void anOutageReducesTheUptimeByItsLength() {
        Uptime uptime = up().transitionTo(DOWN, after(90)).transitionTo(UP, after(100));

        assertThat(uptime.at(after(200))).isEqualTo(seconds(190, 200));
    }

    @Test
    void aFailureCountsFromItsFirstBadOutcome() {
        Uptime doubtful = up().transitionTo(DEGRADED, after(60));
        assertThat(doubtful.at(after(80))).isEqualTo(seconds(60, 60));

        Uptime failing = doubtful.transitionTo(DOWN, after(80));

        assertThat(failing.at(after(80))).isEqualTo(seconds(60, 80));
        assertThat(failing.at(after(100))).isEqualTo(seconds(60, 100));
    }

    @Test
    void aFailureBelowItsThresholdCountsAsUp() {
        Uptime passed = up().transitionTo(DEGRADED, after(60)).transitionTo(UP, after(80));

        assertThat(passed.at(after(80))).isEqualTo(seconds(80, 80));
    }

    @Test
    void aTargetStoppedWhileDegradedCountsAsUp() {
        Uptime stopped = up().transitionTo(DEGRADED, after(60)).transitionTo(UNOBSERVED, after(70));

        assertThat(stopped.at(after(500))).isEqualTo(seconds(70, 70));
    }

    @Test
    void aDegradedPeriodOfMoreThanFiveMinutesCountsAsUp() {
        Uptime doubtful = up().transitionTo(DEGRADED, after(60));

        assertThat(doubtful.at(after(360))).isEqualTo(seconds(60, 60));
        assertThat(doubtful.at(after(361))).isEqualTo(seconds(361, 361));
        assertThat(doubtful.transitionTo(DOWN, after(361)).at(after(361))).isEqualTo(seconds(361, 361));
    }

    @Test
    void countersNeverDecreaseAndUpNeverExceedsObserved() {
        Uptime uptime = Uptime.from(START);
        Availability before = Availability.NONE;
        List<Uptime.Status> standings = List.of(Uptime.Status.values());
        Random chance = new Random(7);
        for (int second = 0; second < 20_000; second += chance.nextInt(200)) {
            uptime = uptime.transitionTo(standings.get(chance.nextInt(standings.size())), after(second));
            Availability now = uptime.at(after(second));

            assertThat(now.up()).isGreaterThanOrEqualTo(before.up()).isLessThanOrEqualTo(now.observed());
            assertThat(now.observed()).isGreaterThanOrEqualTo(before.observed());
            before = now;
        }
    }

    @ParameterizedTest(name = "{0} because of {1} counts as {2}")
    @CsvSource(textBlock = """
            HEALTHY,     ALL_CHECKS_PASS,   UP
            STARTING,    START_PHASE,       UP
            SUSPECT,     BELOW_THRESHOLD,   DEGRADED
            FAILING,     CHECK_FAILED,      DOWN
            FAILING,     WARNING,           UP
            RESTARTING,  RESTART_DECIDED,   DOWN
            BACKING_OFF, BACKOFF,           DOWN
            QUARANTINED, BUDGET_SPENT,      DOWN
            MISSING,     MISSING,         DOWN
            PAUSED,      PAUSED_BY_PERSON,  UNOBSERVED
            STOPPED,     STOPPED_BY_PERSON, UNOBSERVED
            UNKNOWN,     ENGINE_UNREACHABLE, UNOBSERVED
            """)
    void everyPhaseHasAnUptimeStatus(Phase phase, Reason reason, Uptime.Status standing) {
        assertThat(Uptime.Status.of(state(phase, reason, TargetContext.PLAIN))).isEqualTo(standing);
    }

    @ParameterizedTest
    @CsvSource({"MAINTENANCE, UNOBSERVED", "RESTARTS_DISABLED, DOWN", "BREAKER_OPEN, DOWN"})
    void onlyMaintenanceExcludesTheTime(Reason hold, Uptime.Status standing) {
        TargetContext held = new TargetContext(
                List.of(new Hold(hold, "", Optional.empty())), false, List.of(), Optional.empty(), List.of());

        assertThat(Uptime.Status.of(state(Phase.FAILING, Reason.CHECK_FAILED, held)))
                .isEqualTo(standing);
    }

    private static Uptime up() {
        return Uptime.from(START).transitionTo(UP, START);
    }

    private static Instant after(int seconds) {
        return START.plusSeconds(seconds);
    }

    private static Availability seconds(int up, int observed) {
        return new Availability(Duration.ofSeconds(up), Duration.ofSeconds(observed));
    }

    private static TargetState state(Phase phase, Reason reason, TargetContext circumstances) {
        return new TargetState(
                phase,
                reason,
                START,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                false,
                Optional.empty(),
                START,
                false,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                0,
                Optional.empty(),
                Optional.empty(),
                circumstances,
                PersistentState.EMPTY);
    }
}
