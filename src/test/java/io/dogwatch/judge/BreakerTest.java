package io.dogwatch.judge;

import static io.dogwatch.judge.Pack.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the restarts of a host are held, and when they are not any more. */
class BreakerTest {

    @ParameterizedTest(name = "of {0} targets {1} fail together: open is {2}")
    @CsvSource({
        "3, 2, false", "3, 3, true",
        "10, 2, false", "10, 3, true",
        "11, 3, false", "11, 4, true",
        "20, 5, false", "20, 6, true"
    })
    void theBreakerOpensForThreeTargetsAndThirtyPercentOfTheHost(int targets, int failing, boolean open) {
        Pack pack = Pack.of(targets);

        for (int i = 0; i < failing; i++) {
            pack.failing(Pack.name(i));
        }

        assertThat(pack.breaker().isOpen()).isEqualTo(open);
    }

    @ParameterizedTest(name = "the third begins {0} s after the first: open is {1}")
    @CsvSource({"59, true", "60, true", "61, false"})
    void togetherMeansWithinAMinute(int seconds, boolean open) {
        Pack pack =
                Pack.of(5).failing("a").after(1).failing("b").after(seconds - 1).failing("c");

        assertThat(pack.breaker().isOpen()).isEqualTo(open);
    }

    @Test
    void aNetworkThatFailsHoldsTheRestartsOfItsTargetsOnly() {
        Pack pack = Pack.of(20).network("front", "a", "b", "c", "d");

        pack.suspect("a", "b").failing("c").failing("z");

        assertThat(pack.breaker().isOpen()).isTrue();
        assertThat(pack.breaker().holds(id("d"))).isTrue();
        assertThat(pack.breaker().holds(id("e"))).isFalse();
        assertThat(pack.breaker().covers(id("z"))).isFalse();
        assertThat(pack.breaker().inTrouble()).containsExactly(id("a"), id("b"), id("c"));
        assertThat(pack.breaker().summary()).isEqualTo("3 of 4 targets in network front are failing together");
    }

    @Test
    void twoFailuresInAProjectHoldNothing() {
        Pack pack = Pack.of(20).project("shop", "a", "b", "c", "d").failing("a", "b");

        assertThat(pack.breaker().isOpen()).isFalse();
    }

    @Test
    void aProjectThatFailsLaterJoinsTheOutageOfANetwork() {
        Pack pack = Pack.of(40).network("front", "a", "b", "c").project("shop", "d", "e", "f");
        pack.failing("a", "b", "c");
        assertThat(pack.breaker().holds(id("d"))).isFalse();

        pack.failing("d", "e", "f");

        assertThat(pack.breaker().holds(id("a"))).isTrue();
        assertThat(pack.breaker().holds(id("d"))).isTrue();
        assertThat(pack.breaker().holds(id("g"))).isFalse();
        assertThat(pack.breaker().summary())
                .isEqualTo("6 of 6 targets in network front and project shop are failing together");
    }

    @Test
    void aNetworkThatRecoversReleasesItsTargets() {
        Pack pack = Pack.of(20).network("front", "a", "b", "c").failing("a", "b", "c");

        pack.healthy("a", "b", "c");

        assertThat(pack.breaker().isOpen()).isFalse();
    }

    @Test
    void failedProbesBelowTheThresholdCountOnceOneTargetHasReachedIt() {
        Pack pack = Pack.of(5).suspect("a", "b", "c");
        assertThat(pack.breaker().isOpen()).isFalse();

        pack.after(20).failing("b");

        assertThat(pack.breaker().isOpen()).isTrue();
        assertThat(pack.breaker().inTrouble()).containsExactly(id("a"), id("b"), id("c"));
        assertThat(pack.breaker().summary()).isEqualTo("3 of 5 targets are failing together");
    }

    @Test
    void aFailureAndItsRestartInOneVerdictCount() {
        Pack pack = Pack.of(5).suspect("a", "b", "c");

        pack.restarting("a");

        assertThat(pack.breaker().isOpen()).isTrue();
        assertThat(pack.breaker().holds(id("a"))).isTrue();
    }

    @Test
    void aManualRestartDoesNotCountAsAFailure() {
        Pack pack = Pack.of(5).failing("a", "b").stands("c", Phase.RESTARTING, Reason.REQUESTED);

        assertThat(pack.breaker().isOpen()).isFalse();
    }

    @Test
    void aProbeContinuesIfItsNewIncarnationIsSeenBeforeTheRestartEnds() {
        Pack pack = halfOpen().restarting("a").after(1).restarted("a").restarting("a");

        assertThat(pack.breaker().probe()).contains(id("a"));
    }

    @Test
    void anOldFailureIsNotPartOfTheOutage() {
        Pack pack = Pack.of(5).failing("e").after(600).failing("a", "b", "c");

        assertThat(pack.breaker().inTrouble()).containsExactly(id("a"), id("b"), id("c"));
        assertThat(pack.breaker().covers(id("a"))).isTrue();
        assertThat(pack.breaker().covers(id("e"))).isFalse();
        assertThat(pack.breaker().holds(id("e"))).isTrue();
    }

    @Test
    void aMuchLaterFailureIsHeldAndReportedSeparately() {
        Pack pack = Pack.of(5)
                .failing("a", "b", "c")
                .after(30)
                .failing("d")
                .after(40)
                .failing("e");

        assertThat(pack.breaker().covers(id("d"))).isTrue();
        assertThat(pack.breaker().covers(id("e"))).isFalse();
        assertThat(pack.breaker().holds(id("e"))).isTrue();
    }

    @ParameterizedTest(name = "{0} because of {1} is no cause")
    @CsvSource({
        "QUARANTINED, BUDGET_SPENT",
        "PAUSED, PAUSED_BY_PERSON",
        "STOPPED, STOPPED_BY_PERSON",
        "FAILING, DEPENDENCY_FAILING",
        "FAILING, CRASH_LOOP",
        "FAILING, EXITED_UNSEEN",
        "MISSING, MISSING"
    })
    void failuresUnrelatedToTheHostDoNotCount(Phase phase, Reason reason) {
        Pack pack = Pack.of(5).failing("a", "b").stands("c", phase, reason);

        assertThat(pack.breaker().isOpen()).isFalse();
    }

    @Test
    void observedTargetsAreIgnored() {
        Pack pack = Pack.of(10);
        for (int i = 0; i < 20; i++) {
            pack.observed("found-" + i, Phase.FAILING, Reason.OBSERVE_ONLY);
        }
        assertThat(pack.breaker().isOpen()).isFalse();

        pack.failing("a", "b", "c");

        assertThat(pack.breaker().isOpen()).isTrue();
    }

    @Test
    void aReloadedPolicyAppliesToTheKnownTargets() {
        Pack pack = Pack.of(10).failing("a", "b");
        Breaker before = pack.breaker();

        Breaker stricter = before.under(policy(true, 2, 0.2), pack.now());

        assertThat(before.isOpen()).isFalse();
        assertThat(stricter.isOpen()).isTrue();
        assertThat(stricter.inTrouble()).containsExactly(id("a"), id("b"));
        assertThat(before.under(BreakerPolicy.DEFAULT, pack.now())).isSameAs(before);
    }

    @Test
    void aDisabledBreakerHoldsNoTarget() {
        Pack pack = Pack.of(5).failing("a", "b", "c");
        assertThat(pack.breaker().holds(id("a"))).isTrue();

        Breaker off = pack.breaker().under(policy(false, 3, 0.3), pack.now());

        assertThat(off.isOpen()).isFalse();
        assertThat(off.holds(id("a"))).isFalse();
    }

    private static BreakerPolicy policy(boolean enabled, int targets, double share) {
        return new BreakerPolicy(enabled, targets, share, Duration.ofSeconds(60), Duration.ofSeconds(60));
    }

    @Test
    void nothingChangesWhileTheEngineIsUnreachable() {
        Pack pack = Pack.of(5).failing("a", "b", "c");

        pack.stands("a", Phase.UNKNOWN, Reason.ENGINE_UNREACHABLE)
                .stands("b", Phase.UNKNOWN, Reason.ENGINE_UNREACHABLE)
                .stands("c", Phase.UNKNOWN, Reason.ENGINE_UNREACHABLE);

        assertThat(pack.breaker().inTrouble()).containsExactly(id("a"), id("b"), id("c"));
    }

    @Test
    void afterAMinuteTheLongestFailingTargetMayBeRestarted() {
        Pack pack = Pack.of(5).suspect("c").after(1).failing("a", "b").after(10).failing("a", "b", "c");

        pack.after(48);
        assertThat(pack.breaker().probe()).isEmpty();
        pack.after(1).after(1);

        assertThat(pack.breaker().probe()).contains(id("c"));
        assertThat(pack.breaker().holds(id("c"))).isFalse();
        assertThat(pack.breaker().holds(id("a"))).isTrue();
    }

    @Test
    void aTargetHeldForAnotherReasonIsNotProbed() {
        Pack pack = Pack.of(5)
                .failing("a", "b", "c")
                .failing("a", Reason.MAINTENANCE)
                .failing("b", "c");

        pack.after(60);

        assertThat(pack.breaker().probe()).contains(id("b"));
    }

    @Test
    void theProbeStartsAsSoonAsATargetIsEligible() {
        Pack pack = Pack.of(5).failing("a", "b", "c").after(90);
        assertThat(pack.breaker().probe()).isEmpty();

        pack.failing("b");

        assertThat(pack.breaker().probe()).contains(id("b"));
    }

    @Test
    void aRecoveredProbeClosesTheBreaker() {
        Pack pack = halfOpen();

        pack.restarting("a").after(5).restarted("a").after(5).healthy("a");

        assertThat(pack.breaker().isOpen()).isFalse();
        assertThat(pack.breaker().holds(id("b"))).isFalse();
    }

    @Test
    void failuresExplainedByAProbeNeitherReopenTheBreakerNorAreReported() {
        Pack pack = halfOpen().restarted("a").healthy("a");

        pack.after(5).failing("b", "c", "d");

        assertThat(pack.breaker().isOpen()).isFalse();
        assertThat(pack.breaker().covers(id("b"))).isTrue();
        pack.after(300);
        assertThat(pack.breaker().covers(id("b"))).isFalse();
    }

    @Test
    void newFailuresAfterTheRestartsReopenTheBreaker() {
        Pack pack = halfOpen().restarted("a").healthy("a").after(5);

        pack.restarted("b").restarted("c").restarted("d").after(10).failing("b", "c", "d");

        assertThat(pack.breaker().isOpen()).isTrue();
        assertThat(pack.breaker().inTrouble()).containsExactly(id("b"), id("c"), id("d"));
    }

    @Test
    void aFailedProbeLeavesTheBreakerOpenForAnotherMinute() {
        Pack pack = halfOpen();

        pack.restarted("a").after(10).failing("a");

        assertThat(pack.breaker().holds(id("a"))).isTrue();
        assertThat(pack.breaker().probe()).isEmpty();
        pack.failing("a").after(59);
        assertThat(pack.breaker().probe()).isEmpty();
        pack.after(1);
        assertThat(pack.breaker().probe()).isPresent();
    }

    @ParameterizedTest(name = "after {0} s it is still tried: {1}")
    @CsvSource({"119, true", "120, false"})
    void aProbeHasTwoMinutesToRecover(int seconds, boolean tried) {
        Pack pack = halfOpen().after(30).restarted("a");

        pack.after(seconds);

        assertThat(pack.breaker().probe().isPresent()).isEqualTo(tried);
        assertThat(pack.breaker().isOpen()).isTrue();
    }

    @Test
    void aProbeThatRecoversWithoutARestartProvesNothing() {
        Pack pack = halfOpen();

        pack.healthy("a");

        assertThat(pack.breaker().isOpen()).isTrue();
        assertThat(pack.breaker().probe()).isEmpty();
    }

    @Test
    void aQuarantinedOrStoppedProbeHasFailed() {
        assertThat(halfOpen()
                        .stands("a", Phase.QUARANTINED, Reason.RESTART_INEFFECTIVE)
                        .breaker()
                        .probe())
                .isEmpty();
        assertThat(halfOpen()
                        .stands("a", Phase.STOPPED, Reason.STOPPED_BY_PERSON)
                        .breaker()
                        .probe())
                .isEmpty();
    }

    @Test
    void theBreakerClosesWhenAllTargetsHaveRecovered() {
        Pack pack = Pack.of(5).failing("a", "b", "c");

        pack.healthy("a", "b");
        assertThat(pack.breaker().isOpen()).isTrue();
        pack.healthy("c");

        assertThat(pack.breaker().isOpen()).isFalse();
    }

    @ParameterizedTest(name = "{0} of the 6 are left: after a minute open is {1}")
    @CsvSource({"3, true", "2, false"})
    void theBreakerClosesAMinuteAfterFewerThanHalfOfTheLimitAreLeft(int left, boolean open) {
        Pack pack = Pack.of(20).failing("a", "b", "c", "d", "e", "f");
        for (int i = left; i < 6; i++) {
            pack.healthy(Pack.name(i));
        }

        pack.after(59);
        assertThat(pack.breaker().isOpen()).isTrue();
        pack.after(1);

        assertThat(pack.breaker().isOpen()).isEqualTo(open);
    }

    @Test
    void aRelapseRestartsThatMinute() {
        Pack pack = Pack.of(20).failing("a", "b", "c", "d", "e", "f").healthy("c", "d", "e", "f");

        pack.after(50).failing("c").after(5).healthy("c").after(50);
        assertThat(pack.breaker().isOpen()).isTrue();
        pack.after(10);

        assertThat(pack.breaker().isOpen()).isFalse();
    }

    @Test
    void aDisabledBreakerNeverOpens() {
        BreakerPolicy off = new BreakerPolicy(false, 2, 0.1, Duration.ofSeconds(60), Duration.ofSeconds(60));

        assertThat(new Pack(off).failing("a", "b", "c", "d").breaker().isOpen()).isFalse();
    }

    @Test
    void aRemovedTargetIsForgotten() {
        Pack pack = Pack.of(5).failing("a", "b", "c");

        Breaker left = pack.breaker().remove(id("a"), pack.now()).remove(id("b"), pack.now());

        assertThat(left.inTrouble()).containsExactly(id("c"));
    }

    /** Of five targets four fail, and {@code a} may be restarted. */
    private static Pack halfOpen() {
        Pack pack = Pack.of(5)
                .failing("a", "b", "c", "d")
                .failing("a", "b", "c", "d")
                .after(60);
        assertThat(pack.breaker().probe()).contains(id("a"));
        return pack;
    }
}
