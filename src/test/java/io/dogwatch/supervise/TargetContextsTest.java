package io.dogwatch.supervise;

import static io.dogwatch.supervise.Premises.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.journal.Fact;
import io.dogwatch.journal.OutboxEntry;
import io.dogwatch.judge.Action;
import io.dogwatch.judge.BreakerPolicy;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.ResolvedDependency;
import io.dogwatch.judge.ResolvedDependency.Status;
import io.dogwatch.judge.Streak;
import io.dogwatch.model.Dependency;
import io.dogwatch.model.Dependency.Need;
import io.dogwatch.model.Dependency.Via;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Policy;
import io.dogwatch.silence.ActiveHolds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each target is told of the world around it, and what is forbidden at the last moment. */
class TargetContextsTest {

    private static final Hold MAINTENANCE = new Hold(Reason.MAINTENANCE, "night shift", Optional.empty());

    @TempDir
    private Path folder;

    private Premises premises;

    @BeforeEach
    void open() {
        premises = new Premises(folder, BreakerPolicy.DEFAULT);
    }

    @AfterEach
    void close() {
        premises.close();
    }

    @Test
    void aHoldReachesTheTargetAndEnds() {
        premises.container("web").container("db").start();

        premises.holds.order("web", new ActiveHolds(List.of(MAINTENANCE), true, false));

        premises.until(() -> premises.state("web").circumstances().holds().equals(List.of(MAINTENANCE)));
        assertThat(premises.state("web").circumstances().muted()).isTrue();
        assertThat(premises.state("db").circumstances().muted()).isFalse();
        premises.holds.order("web", ActiveHolds.NOTHING);
        premises.until(() -> premises.state("web").circumstances().holds().isEmpty());
    }

    @Test
    void outcomesOfAPausedTargetAreIgnored() {
        premises.policy(Policy.HEAL.toBuilder().mode(Policy.Mode.OBSERVE).build())
                .container("web")
                .start();

        premises.holds.order("web", new ActiveHolds(List.of(MAINTENANCE), true, true));
        premises.until(() -> premises.state("web").circumstances().muted());
        premises.unhealthy("web", "health");
        premises.unhealthy("web", "health");
        // Still paused: when this has arrived, so have the outcomes before it. What arrives along with the end may
        // count.
        premises.holds.order("web", new ActiveHolds(List.of(MAINTENANCE), false, true));
        premises.until(() -> !premises.state("web").circumstances().muted());
        assertThat(failures()).isZero();

        premises.holds.order("web", ActiveHolds.NOTHING);
        premises.until(() -> premises.state("web").circumstances().holds().isEmpty());
        premises.unhealthy("web", "health");
        premises.until(() -> failures() >= 1);
    }

    private int failures() {
        return premises.state("web")
                .streaks()
                .getOrDefault("health", Streak.NONE)
                .failures();
    }

    @Test
    void existingHoldsApplyBeforeTheFirstInspection() {
        premises.holds.order("web", new ActiveHolds(List.of(MAINTENANCE), true, false));

        premises.container("web").start();

        assertThat(premises.state("web").circumstances().holds()).containsExactly(MAINTENANCE);
    }

    @Test
    void aCrashedDependencyIsKnownToItsDependent() {
        premises.policy(observed())
                .container("db")
                .container("web")
                .needs("web", new Dependency("db", Need.STARTED, Via.CONFIG))
                .start();
        premises.until(() -> standing("web").equals(Optional.of(Status.HEALTHY)));

        premises.engine.crash("db", 1);

        premises.until(() -> standing("web").equals(Optional.of(Status.FAILING)));
        assertThat(premises.state("web").circumstances().parents().getFirst().incident())
                .isEqualTo(premises.state("db").ledger().incident().map(incident -> incident.id()));
    }

    @Test
    void anUnwatchedDependencyIsHealthy() {
        premises.container("web")
                .needs("web", new Dependency("elsewhere", Need.HEALTHY, Via.CONFIG))
                .start();

        premises.until(() -> standing("web").equals(Optional.of(Status.HEALTHY)));
    }

    @Test
    void aDependentLearnsOfARestartedSharedNetwork() {
        premises.container("vpn")
                .container("torrent", "container:" + FakeEngine.id("vpn"), Map.of())
                .start();
        premises.until(
                () -> premises.state("torrent").circumstances().networkSince().equals(Optional.of(Premises.START)));
        premises.clock.advance(Duration.ofSeconds(60));

        premises.engine.restartByHand("vpn");

        premises.until(() -> premises.state("torrent")
                .circumstances()
                .networkSince()
                .filter(since -> since.isAfter(Premises.START.plusSeconds(59)))
                .isPresent());
    }

    @Test
    void aCycleOfLabelsBlocksNoTarget() {
        String project = "com.docker.compose.project";
        String service = "com.docker.compose.service";
        String dependsOn = "com.docker.compose.depends_on";
        premises.container("a", "bridge", Map.of(project, "p", service, "a", dependsOn, "b:service_started:false"))
                .container("b", "bridge", Map.of(project, "p", service, "b", dependsOn, "a:service_started:false"))
                .start();

        premises.until(() -> premises.state("b").circumstances().parents().stream()
                .map(ResolvedDependency::target)
                .toList()
                .equals(List.of(id("a"))));
        assertThat(premises.state("a").circumstances().parents()).isEmpty();
    }

    @Test
    void theBreakerOpensBeforeTheCallOfTheSameVerdictAndIsReportedOnce() {
        premises.policy(slow());
        for (String name : List.of("a", "b", "c", "d")) {
            premises.container(name);
        }
        premises.start();

        premises.engine.crash("a", 1);
        premises.engine.crash("b", 1);
        premises.until(() -> premises.state("a").phase() == Phase.FAILING
                && premises.state("b").phase() == Phase.FAILING);
        premises.engine.crash("c", 1);

        premises.until(() -> notices(Notice.Kind.BREAKER_OPENED) == 1);
        premises.until(() -> premises.state("d").circumstances().holds().stream()
                .anyMatch(hold -> hold.reason() == Reason.BREAKER_OPEN));
        assertThat(premises.gate().objection(id("d"), intent("d"))).isPresent();
        assertThat(premises.engine.calls).isEmpty();

        premises.engine.restartByHand("a");
        premises.engine.restartByHand("b");
        premises.engine.restartByHand("c");

        premises.until(() -> notices(Notice.Kind.BREAKER_CLOSED) == 1);
        premises.until(() -> premises.state("d").circumstances().holds().isEmpty());
        assertThat(premises.gate().objection(id("d"), intent("d"))).isEmpty();
        assertThat(notices(Notice.Kind.BREAKER_OPENED)).isEqualTo(1);
    }

    @Test
    void theGateRejectsEveryCallWhileRestartsAreDisabled() {
        premises.container("web").start();
        assertThat(premises.gate().objection(id("web"), intent("web"))).isEmpty();

        premises.holds.stop();

        assertThat(premises.gate().objection(id("web"), intent("web"))).contains("all restarts are disabled");
    }

    @Test
    void theGateRespectsAMaintenanceUnknownToTheLoop() {
        premises.container("web").start();

        premises.holds.order("web", new ActiveHolds(List.of(MAINTENANCE), false, false));

        assertThat(premises.gate().objection(id("web"), intent("web"))).contains("it is under maintenance");
    }

    @Test
    void aManualRequestIsJournaledWhenAccepted() {
        premises.container("web").start();

        boolean known = premises.supervisor.request(id("web"), Event.Request.RELEASE, "ann", "disk is back");

        assertThat(known).isTrue();
        List<Fact> requests = premises.journal.facts(Optional.of(id("web")), 10).stream()
                .filter(fact -> fact.kind().equals("request"))
                .toList();
        assertThat(requests).singleElement().satisfies(fact -> {
            assertThat(fact.reason()).isEqualTo("release");
            assertThat(fact.detail()).isEqualTo("ann: disk is back");
        });
    }

    @Test
    void aRequestForAnUnknownTargetIsNotRecorded() {
        premises.container("web").start();

        assertThat(premises.supervisor.request(id("nobody"), Event.Request.RESTART, "ann", ""))
                .isFalse();
        assertThat(premises.journal.facts(Optional.of(id("nobody")), 10)).isEmpty();
    }

    private Optional<Status> standing(String child) {
        return premises.state(child).circumstances().parents().stream()
                .map(ResolvedDependency::status)
                .findFirst();
    }

    private long notices(Notice.Kind kind) {
        return premises.journal.outbox(100).stream()
                .map(OutboxEntry::notice)
                .filter(notice -> notice.kind() == kind)
                .count();
    }

    private Intent intent(String name) {
        Incarnation life =
                premises.state(name).container().orElseThrow().incarnation().orElseThrow();
        return new Intent("local." + name + ".r1", "", life, Action.RESTART, 1, Premises.START, "it hangs");
    }

    /** Nothing is done about it. */
    private static Policy observed() {
        return Policy.HEAL.toBuilder().mode(Policy.Mode.OBSERVE).build();
    }

    /** Nothing is done about it for an hour. */
    private static Policy slow() {
        return Policy.HEAL.toBuilder()
                .startPeriod(Duration.ZERO)
                .restartDelay(Duration.ofHours(1))
                .build();
    }

    @Test
    void aManualRequestOverridesAMaintenance() {
        premises.container("web").start();
        premises.holds.order("web", new ActiveHolds(List.of(MAINTENANCE), true, false));
        premises.until(() -> !premises.state("web").circumstances().holds().isEmpty());

        premises.supervisor.request(id("web"), Event.Request.RESTART, "ann", "");

        premises.until(() -> premises.engine.calls.stream().anyMatch(call -> call.startsWith("restart")));
    }
}
