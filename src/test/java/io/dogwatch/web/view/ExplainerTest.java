package io.dogwatch.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.journal.Fact;
import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.judge.TargetState;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Phase;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.AddressView;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.web.Kennel;
import io.dogwatch.web.TargetSketch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplainerTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:12:30Z");

    @Test
    void inBackoffItSaysTheNextRestartTheWaitAndTheBudget() {
        Explanation it = explain(failing().view());

        assertThat(it.status().phase()).isEqualTo("backing-off");
        assertThat(it.status().forSeconds()).isEqualTo(22);
        // The third restart comes 40 s after the second, give or take the jitter.
        assertThat(it.next().text())
                .matches("in [4-8] s: restart \\(attempt 3\\), if http site keeps failing|"
                        + "in 1[0-9] s: restart \\(attempt 3\\), if http site keeps failing");
        assertThat(it.next().steps()).singleElement().satisfies(step -> {
            assertThat(step.action()).isEqualTo("restart");
            assertThat(step.attempt()).isEqualTo(3);
            assertThat(step.at()).isEqualTo(it.pace().backoff().notBefore());
        });
        assertThat(it.pace().budget().remaining()).isEqualTo(3);
        assertThat(it.pace().budget().freeAt()).isEqualTo("2026-11-24T06:33:30Z");
        assertThat(it.pace().budget().text()).isEqualTo("3 of 5 restarts left in 30 min; one more in 21 min");
        assertThat(it.pace().backoff().text()).startsWith("no restart before 2026-11-24 06:12:");
        assertThat(it.held().lines()).isEmpty();
    }

    @Test
    void belowTheThresholdItCountsTheStreak() {
        Explanation it = explain(new TargetSketch("local", "web", NOW)
                .fails("site", 80, 2, Cause.TIMED_OUT, "no response within 3 s")
                .in(Phase.SUSPECT, Reason.BELOW_THRESHOLD, Duration.ofSeconds(10))
                .view());

        assertThat(site(it).streak()).isEqualTo("2 of 3 failed");
        assertThat(it.next().text())
                .isEqualTo("in 6 s: open an incident and restart (attempt 1), if http site keeps failing");
    }

    @Test
    void aQuarantineSaysUntilWhenAndWhatComesThen() {
        Explanation it = explain(new TargetSketch("local", "web", NOW)
                .fails("site", 80, 9, Cause.TIMED_OUT, "no response")
                .in(Phase.QUARANTINED, Reason.BUDGET_SPENT, Duration.ofMinutes(14))
                .restarted(Duration.ofMinutes(29))
                .quarantinedFor(Duration.ofMinutes(46))
                .incident(7)
                .view());

        CheckPace.Quarantine quarantine = Objects.requireNonNull(it.pace().quarantine());
        assertThat(quarantine.remainingSeconds()).isEqualTo(46 * 60);
        assertThat(quarantine.text()).isEqualTo("until 2026-11-24 06:58:30 UTC (in 46 min), unless released earlier");
        assertThat(it.next().text()).startsWith("in 46 min: restart (attempt 1)");
    }

    @Test
    void whatHoldsItIsSaidWithWhoWhyAndUntilWhen() {
        TargetView view = failing().view();
        Hold maintenance =
                new Hold(Reason.MAINTENANCE, "maintenance by ops: new kernel", Optional.of(NOW.plusSeconds(3600)));
        TargetContext held =
                new TargetContext(List.of(maintenance), true, List.of(), Optional.empty(), List.of(other()));

        Explanation it = explain(in(held, view));

        assertThat(it.held().lines())
                .containsExactly(
                        "It is under maintenance, until 2026-11-24 07:12:30 UTC (in 1 h): maintenance by ops: new"
                                + " kernel");
        assertThat(it.held().muted()).isTrue();
        assertThat(it.held().dependents()).containsExactly("agent");
    }

    @Test
    void aTargetThatIsOnlyObservedSaysSo() {
        Explanation it =
                explain(new TargetSketch("local", "web", NOW).observed().view());

        assertThat(it.held().lines()).containsExactly("Observe mode: Dogwatch never restarts it.");
        assertThat(it.next().text()).isEqualTo("nothing, as long as its checks pass");
    }

    @Test
    void withoutItsEngineNothingIsForetold() {
        Explanation it = Explainer.explain(
                failing().unreachable().view(), Optional.of(Kennel.lost("local", NOW)), List.of(), List.of());

        assertThat(it.engine().connected()).isFalse();
        assertThat(it.next().text()).isEqualTo("nothing until the Docker engine responds");
    }

    @Test
    void addressesBelongToTheirChecksAndOnlyTwentyDecisionsAreListed() {
        TargetView view = failing().view();
        AddressView address = new AddressView(
                "site", 80, Optional.of("172.17.0.4:80 (own address)"), "", List.of("published port *:8080: x"));
        List<Fact> facts = IntStream.range(0, 50)
                .mapToObj(i -> new Fact(
                        i,
                        view.watch().target(),
                        NOW.minusSeconds(i),
                        "phase",
                        "healthy",
                        "suspect",
                        "below-threshold",
                        "",
                        ""))
                .toList();

        Explanation it = Explainer.explain(view, Optional.empty(), List.of(address), facts);

        assertThat(site(it).address())
                .isEqualTo(new CheckStatus.Address(
                        80, "172.17.0.4:80 (own address)", "", List.of("published port *:8080: x")));
        assertThat(it.checks().getFirst().address()).isNull();
        assertThat(it.decisions()).hasSize(20);
    }

    @Test
    void everyValueIsListedWithItsSource() {
        assertThat(explain(failing().view()).values())
                .contains(new Explanation.EffectiveValue("policy.budget.restarts", "5", "default"))
                .extracting(Explanation.EffectiveValue::key)
                .contains("checks.site.port", "checks.site.interval");
    }

    @Test
    void hostileTextIsMadeHarmless() {
        String hostile = "a\u001B[31m\u202Eb\nc";
        Explanation it = explain(new TargetSketch("local", hostile, NOW)
                .fails(hostile, 80, 3, Cause.UNEXPECTED_BODY, hostile)
                .in(Phase.FAILING, Reason.CHECK_FAILED, Duration.ofSeconds(3))
                .view());

        assertThat(it.toString()).doesNotContain("\u001B", "\u202E", "\n");
    }

    private static TargetSketch failing() {
        return new TargetSketch("local", "web", NOW)
                .fails("site", 80, 4, Cause.TIMED_OUT, "no response within 3 s")
                .in(Phase.BACKING_OFF, Reason.BACKOFF, Duration.ofSeconds(22))
                .restarted(Duration.ofMinutes(9), Duration.ofSeconds(10))
                .incident(3);
    }

    private static CheckStatus site(Explanation it) {
        return it.checks().stream()
                .filter(standing -> standing.check().name().equals("site"))
                .findFirst()
                .orElseThrow();
    }

    private static TargetId other() {
        return new TargetId("local", "agent");
    }

    private static TargetView in(TargetContext circumstances, TargetView view) {
        var event = new io.dogwatch.judge.Event.ContextChanged(circumstances);
        TargetState state = io.dogwatch.judge.Judge.judge(view.watch(), view.state(), event, NOW)
                .state();
        return new TargetView(
                view.watch(), state, view.lastProbes(), view.log(), view.logRead(), view.availability(), view.at());
    }

    private static Explanation explain(TargetView view) {
        return Explainer.explain(view, Optional.of(Kennel.connected("local", NOW)), List.of(), List.of());
    }
}
