package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Check;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Policy;
import io.dogwatch.model.ResourceCheck;
import io.dogwatch.model.Thresholds;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the markers of a log mean to the start phase and to the end of an incident. */
class MarkersTest {

    private static final LogCheck READY = new LogCheck(
            "log",
            Thresholds.CERTAIN,
            List.of(new LogCheck.Marker.Ready("started", LogCheck.Stream.BOTH)),
            LogCheck.DEFAULT_CLEAR_AFTER);

    private static Story starting(Watch watch) {
        Watch slow = Watches.with(watch, Watches.startPeriod(Duration.ofMinutes(1)));
        return Story.of(slow).sees(Sketch.running(Story.ZERO));
    }

    private static Watch observed(Watch watch) {
        return Watches.with(
                watch, watch.policy().toBuilder().mode(Policy.Mode.OBSERVE).build());
    }

    @Test
    void theStartPhaseLastsUntilTheReadyMarkerAppears() {
        Story story = starting(Watches.with(Watches.site(), READY)).passes("site");
        assertThat(story.phase()).isEqualTo(Phase.STARTING);

        story.at("20s").passes("log");

        assertThat(story.phase()).isEqualTo(Phase.HEALTHY);
    }

    @Test
    void aReadyMarkerAloneEndsTheStartPhase() {
        Story story = starting(Watches.with(Watches.bare(), READY));
        assertThat(story.phase()).isEqualTo(Phase.STARTING);

        assertThat(story.at("5s").passes("log").phase()).isEqualTo(Phase.HEALTHY);
    }

    @Test
    void aMissingReadyMarkerIsNoFailure() {
        Story story = starting(Watches.with(Watches.site(), READY)).passes("site");

        assertThat(story.at("1m").woken().phase()).isEqualTo(Phase.HEALTHY);
    }

    @Test
    void resourceChecksDoNotAffectTheStartPhase() {
        Check resource =
                new ResourceCheck(Check.Terms.of("memory"), ResourceCheck.Limits.NONE, ResourceCheck.DEFAULT_LASTING);

        Story story = starting(Watches.with(Watches.site(), resource)).passes("site");

        assertThat(story.phase()).isEqualTo(Phase.HEALTHY);
    }

    @Test
    void aRecoveryMarkerClosesNoIncidentUntilProbesPass() {
        Story story = Story.running(observed(Watches.three())).passes("site").passes("door");
        story.at("10s").fails("log");
        assertThat(story.phase()).isEqualTo(Phase.FAILING);

        story.at("11s").passes("log");
        assertThat(story.state.ledger().incident()).isPresent();

        story.at("20s").passes("site").passes("door").at("30s").passes("site");
        assertThat(story.state.ledger().incident()).isPresent();

        story.passes("door");
        assertThat(story.state.ledger().incident()).isEmpty();
    }
}
