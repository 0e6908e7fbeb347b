package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.ResolvedDependency.Status;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Dependency.Need;
import io.dogwatch.model.Phase;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a parent stands in the eyes of its child. */
class DependencyStatusTest {

    @ParameterizedTest(
            name = "a parent that is {0} because of {1} is {2} if it need only run, and {3} if it must be healthy")
    @CsvSource(textBlock = """
            HEALTHY,     ALL_CHECKS_PASS,     HEALTHY,     HEALTHY
            STARTING,    START_PHASE,         HEALTHY,     DEGRADED
            SUSPECT,     BELOW_THRESHOLD,     DEGRADED, DEGRADED
            SUSPECT,     ENGINE_WILL_RESTART, DEGRADED, DEGRADED
            SUSPECT,     WARNING,             HEALTHY,     HEALTHY
            SUSPECT,     BELOW_QUORUM,        HEALTHY,     HEALTHY
            RESTARTING,  RESTART_DECIDED,     DEGRADED, DEGRADED
            FAILING,     CHECK_FAILED,        FAILING,  FAILING
            BACKING_OFF, BACKOFF,             FAILING,  FAILING
            QUARANTINED, BUDGET_SPENT,        FAILING,  FAILING
            MISSING,     MISSING,           FAILING,  FAILING
            STOPPED,     STOPPED_BY_PERSON,   FAILING,  FAILING
            PAUSED,      PAUSED_BY_PERSON,    FAILING,  FAILING
            UNKNOWN,     NOT_INSPECTED,        DEGRADED, DEGRADED
            """)
    void theStatusOfADependencyFollowsItsPhase(Phase phase, Reason reason, Status forStarted, Status forHealthy) {
        TargetState parent = state(phase, reason, Optional.of(running()), false);

        assertThat(DependencyStatus.of(Need.STARTED, parent)).isEqualTo(forStarted);
        assertThat(DependencyStatus.of(Need.HEALTHY, parent)).isEqualTo(forHealthy);
    }

    @Test
    void aDependencyIsFailingUntilItsIncidentIsClosed() {
        TargetState parent = state(Phase.STARTING, Reason.START_PHASE, Optional.of(running()), true);

        assertThat(DependencyStatus.of(Need.STARTED, parent)).isEqualTo(Status.FAILING);
        assertThat(DependencyStatus.of(Need.HEALTHY, parent)).isEqualTo(Status.FAILING);
    }

    @ParameterizedTest(name = "exit code {0} because of {1}: {2}")
    @CsvSource({
        "0, FINISHED, HEALTHY",
        "0, ALREADY_STOPPED, HEALTHY",
        "3, FINISHED, HEALTHY",
        "3, CRASHED, FAILING",
        "137, STOPPED_BY_PERSON, FAILING"
    })
    void aDependencyThatMustCompleteMayHaveExited(int exitCode, Reason reason, Status standing) {
        ContainerSnapshot ended = Pack.container(ContainerStatus.EXITED, exitCode, Pack.START);
        Phase phase = reason == Reason.CRASHED ? Phase.FAILING : Phase.STOPPED;

        assertThat(DependencyStatus.of(Need.COMPLETED, state(phase, reason, Optional.of(ended), false)))
                .isEqualTo(standing);
    }

    @Test
    void aDependencyThatMustCompleteIsHealthyWhileRunningOrAfterRemoval() {
        TargetState working = state(Phase.HEALTHY, Reason.ALL_CHECKS_PASS, Optional.of(running()), false);
        TargetState gone = state(Phase.STOPPED, Reason.REMOVED, Optional.empty(), false);

        assertThat(DependencyStatus.of(Need.COMPLETED, working)).isEqualTo(Status.HEALTHY);
        assertThat(DependencyStatus.of(Need.COMPLETED, gone)).isEqualTo(Status.HEALTHY);
    }

    private static ContainerSnapshot running() {
        return Pack.container(ContainerStatus.RUNNING, 0, Pack.START);
    }

    private static TargetState state(
            Phase phase, Reason reason, Optional<ContainerSnapshot> container, boolean hasIncident) {
        return Pack.sketch(phase, reason, Optional.empty(), Map.of(), container, hasIncident);
    }
}
