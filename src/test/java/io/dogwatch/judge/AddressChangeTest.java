package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.ContainerSnapshot.Health;
import io.dogwatch.model.ContainerSnapshot.Network;
import io.dogwatch.model.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A probe of a former address may have reached another container. */
class AddressChangeTest {

    private static Event seenAt(Map<String, String> addresses) {
        return new Event.Observed(
                Optional.of(Story.lively().snapshot(Health.NONE, new Network("front", addresses, List.of()))));
    }

    @Test
    void failuresAtAFormerAddressDoNotCount() {
        Story story = Story.of(Watches.site()).judge(seenAt(Map.of("front", "10.0.0.2")));

        story.at("1s")
                .fails("site", 2)
                .judge(seenAt(Map.of("front", "10.0.0.3")))
                .fails("site", 2);
        assertThat(story.restarts()).isZero();

        story.fails("site");
        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void failuresAtACurrentAddressCountAcrossInspections() {
        Story story = Story.of(Watches.site()).judge(seenAt(Map.of("front", "10.0.0.2")));

        story.at("1s")
                .fails("site", 2)
                .judge(seenAt(Map.of("front", "10.0.0.2")))
                .fails("site");

        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void anIncidentStaysOpenUntilTheCheckPassesAtTheNewAddress() {
        Story story = Story.of(Watches.site()).judge(seenAt(Map.of("front", "10.0.0.2")));
        story.at("1s").fails("site", 3).ends(new ActionResult.Superseded("its addresses have changed"));

        story.at("2s").judge(seenAt(Map.of("front", "10.0.0.3")));

        assertThat(story.state.ledger().incident()).isPresent();
        assertThat(story.at("10s").passes("site").passes("site").state.ledger().incident())
                .isEmpty();
        assertThat(story.phase()).isEqualTo(Phase.HEALTHY);
    }
}
