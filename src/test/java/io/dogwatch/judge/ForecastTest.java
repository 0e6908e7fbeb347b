package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.Forecast.Step;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Schedule;
import io.dogwatch.model.Thresholds;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The site is asked every 10 s and fails at the third failure in a row; the first wait is 10 s, then twice as long. */
class ForecastTest {

    private static final Outcome BAD = Outcome.unhealthy(Cause.UNEXPECTED_STATUS, "500", Duration.ZERO);
    private static final Outcome GOOD = Outcome.healthy(Duration.ZERO);

    @Test
    void aHealthyTargetHasNothingAhead() {
        Story story = Story.running(Watches.site()).passes("site");

        assertThat(foretold(story, GOOD)).isEmpty();
    }

    @Test
    void theFirstOfThreeFailuresPredictsIncidentAndRestartAtTheThird() {
        Story story = Story.running(Watches.site()).fails("site");

        List<Step> steps = foretold(story, BAD);

        assertThat(steps).hasSize(2);
        assertThat(steps.getFirst()).isInstanceOfSatisfying(Step.Opens.class, opens -> {
            assertThat(opens.at()).isEqualTo(Story.time("20s"));
            assertThat(opens.failure().check()).isEqualTo("site");
        });
        assertThat(steps.getLast()).isInstanceOfSatisfying(Step.Acts.class, acts -> {
            assertThat(acts.at()).isEqualTo(Story.time("20s"));
            assertThat(acts.action()).isEqualTo(Action.RESTART);
            assertThat(acts.attempt()).isEqualTo(1);
        });
    }

    @Test
    void predictedStepsHappen() {
        Story story = Story.running(Watches.site()).fails("site");
        Step foretold = foretold(story, BAD).getLast();

        story.at("10s").fails("site").at("20s").fails("site");

        assertThat(story.restarts()).isEqualTo(1);
        assertThat(story.now).isEqualTo(foretold.at());
        assertThat(story.intent().attempt()).isEqualTo(1);
    }

    @Test
    void inBackoffTheNextRestartIsPredictedForTheEndOfTheDelay() {
        Story story = inBackoff();
        assertThat(story.phase()).isEqualTo(Phase.BACKING_OFF);
        Instant waitEnds = story.wakeAt().orElseThrow();

        List<Step> steps = foretold(story, BAD);

        assertThat(steps).singleElement().isInstanceOfSatisfying(Step.Acts.class, acts -> {
            assertThat(acts.at()).isEqualTo(waitEnds);
            assertThat(acts.attempt()).isEqualTo(2);
        });
        assertThat(Forecast.backoffEnds(story.watch, story.state.ledger())).hasValue(waitEnds);
    }

    @Test
    void anExhaustedBudgetPredictsTheQuarantineAndTheNextRestart() {
        Watch watch = Watches.with(Watches.site(), Watches.policy(1));
        Story story = Story.running(watch).fails("site", 3).restartWorks();
        story.at("20s").fails("site").fails("site");

        assertThat(foretold(story, BAD)).singleElement().isInstanceOfSatisfying(Step.GivesUp.class, givesUp -> {
            assertThat(givesUp.at()).isEqualTo(Story.time("30s"));
            assertThat(givesUp.reason()).isEqualTo(Reason.BUDGET_SPENT);
            assertThat(givesUp.until()).hasValue(Story.time("1h30s"));
        });

        story.at("30s").fails("site");
        assertThat(story.phase()).isEqualTo(Phase.QUARANTINED);
        assertThat(foretold(story, BAD))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Acts.class, acts -> assertThat(acts.at()).isEqualTo(Story.time("1h30s")));
    }

    @Test
    void aRecoveryPredictsTheEndOfTheIncident() {
        Story story = Story.running(Watches.site())
                .fails("site", 3)
                .restartWorks()
                .at("5s")
                .passes("site");

        assertThat(foretold(story, GOOD)).singleElement().isInstanceOfSatisfying(Step.Closes.class, closes -> {
            assertThat(closes.at()).isEqualTo(Story.time("15s"));
            assertThat(closes.outcome()).isEqualTo(Reason.RECOVERED);
        });
    }

    @Test
    void anObservedTargetPredictsOnlyAnIncident() {
        Story story = Story.running(Watches.with(Watches.site(), Watches.observe(true)));

        assertThat(foretold(story.fails("site"), BAD)).singleElement().isInstanceOf(Step.Opens.class);
    }

    @Test
    void failuresInTheStartPhasePredictARestartAfterIt() {
        Watch watch = Watches.with(Watches.site(), Watches.startPeriod(Duration.ofSeconds(30)));
        Story story = Story.of(watch).sees(Sketch.running(Story.ZERO));
        assertThat(story.fails("site").phase()).isEqualTo(Phase.STARTING);

        Step last = foretold(story, BAD).getLast();

        assertThat(last).isInstanceOf(Step.Acts.class);
        assertThat(last.at()).isBetween(Story.time("40s"), Story.time("60s"));
    }

    @Test
    void restartDelayPredictsTheIncidentFirst() {
        Watch watch = Watches.with(Watches.site(), Watches.restartDelay(Duration.ofMinutes(5)));
        Story story = Story.running(watch).fails("site", 2);

        List<Step> steps = foretold(story, BAD);

        assertThat(steps.stream().map(Step::at)).containsExactly(Story.time("10s"), Story.time("5m10s"));
        assertThat(steps.getLast()).isInstanceOf(Step.Acts.class);
    }

    @Test
    void anInternalFaultPredictsNothing() {
        Story story = Story.running(Watches.site()).fails("site", 2);

        assertThat(foretold(story, Outcome.inconclusive(Cause.NO_ADDRESS, "no address")))
                .isEmpty();
        assertThat(foretold(story.engineLost(), BAD)).isEmpty();
    }

    @Test
    void aCrashTheEngineMayStillRestartIsPredictedAfterItsGracePeriod() {
        Story story = Story.running(Watches.bare()).sees(Story.lively().restartPolicy("always"));
        story.died(1).sees(Story.lively().restartPolicy("always").exited(1));

        assertThat(foretold(story, GOOD))
                .last()
                .isInstanceOfSatisfying(
                        Step.Acts.class, acts -> assertThat(acts.at()).isEqualTo(Story.time("10s")));
    }

    @Test
    void aForecastIsRepeatableAndChangesNothing() {
        Story story = inBackoff();
        TargetState before = story.state;

        assertThat(foretold(story, BAD)).isEqualTo(foretold(story, BAD));
        assertThat(story.state).isEqualTo(before);
    }

    /** A check every 100 ms beside one every hour: 36 000 rounds of the one until the other fails. */
    @Test
    void aFastCheckNextToASlowOneTakesFewSteps() {
        Watch site = Watches.site();
        List<Check> checks = new ArrayList<>(site.checks());
        checks.set(2, every("site", Duration.ofHours(1)));
        checks.add(every("fast", Duration.ofMillis(100)));
        Watch watch = new Watch(site.target(), checks, site.policy(), false, "rule 1", List.of());
        Story story = Story.running(watch).passes("fast").fails("site");
        Map<String, Forecast.Newest> newest =
                Map.of("site", new Forecast.Newest(story.now, BAD), "fast", new Forecast.Newest(story.now, GOOD));
        Forecast.of(watch, story.state, newest, story.now);

        long began = System.nanoTime();
        Forecast forecast = Forecast.of(watch, story.state, newest, story.now);
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        assertThat(forecast.steps().getLast().at()).isEqualTo(Story.time("2h"));
        // A thousandth of it is usual; the machine may be busy.
        assertThat(took).isLessThan(Duration.ofMillis(500));
    }

    private static Story inBackoff() {
        Story story = Story.running(Watches.site()).fails("site", 3).restartWorks();
        return story.at("3s").fails("site").at("4s").fails("site").at("5s").fails("site");
    }

    private static Check every(String name, Duration interval) {
        Schedule schedule = new Schedule(interval, Duration.ofMillis(50), interval);
        return HttpCheck.ofPort(name, 80).with(new Check.Terms(name, Thresholds.PROBED, schedule));
    }

    private static List<Step> foretold(Story story, Outcome site) {
        return Forecast.of(story.watch, story.state, Map.of("site", new Forecast.Newest(story.now, site)), story.now)
                .steps();
    }
}
