package io.dogwatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dogwatch.journal.Fact;
import io.dogwatch.journal.PastRecords;
import io.dogwatch.journal.PastRecords.Seen;
import io.dogwatch.journal.StoreException;
import io.dogwatch.model.Phase;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Watched since six hours ago; down for the half hour that began two hours ago. */
class UptimesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final TargetId WEB = new TargetId("local", "web");

    private final List<Instant> asked = new ArrayList<>();
    private boolean broken;
    private final Uptimes uptimes =
            new Uptimes(this::records, () -> Map.of(WEB, Phase.HEALTHY), InstantSource.fixed(NOW));

    private PastRecords records(Instant from, Instant until) {
        if (broken) {
            throw new StoreException("disk I/O error", new IllegalStateException("of the test"));
        }
        asked.add(from);
        return new PastRecords(
                List.of(),
                List.of(
                        phase(Duration.ofHours(6), Phase.UNKNOWN, Phase.HEALTHY),
                        phase(Duration.ofHours(2), Phase.HEALTHY, Phase.FAILING),
                        phase(Duration.ofMinutes(90), Phase.FAILING, Phase.HEALTHY)),
                List.of(
                        new Seen(WEB, ago(Duration.ofHours(6)), ago(Duration.ofHours(6)), true, Optional.empty()),
                        new Seen(WEB, ago(Duration.ofHours(6)), NOW, false, Optional.empty())),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(ago(Duration.ofHours(6))));
    }

    private static Fact phase(Duration ago, Phase from, Phase to) {
        return new Fact(1, WEB, ago(ago), "phase", from.wireName(), to.wireName(), "", "", "");
    }

    private static Instant ago(Duration time) {
        return NOW.minus(time);
    }

    @Test
    void nothingIsKnownBeforeTheFirstLook() {
        assertThat(uptimes.day(WEB)).isEqualTo(UptimeSlice.UNKNOWN);
    }

    @Test
    void theDayIsShownHourByHour() {
        uptimes.sample();

        UptimeSlice day = uptimes.day(WEB);
        assertThat(day.availability().orElseThrow()).isCloseTo(1 - 0.5 / 6, within(0.001));
        assertThat(day.slots()).hasSize(24);
        assertThat(day.slots().get(17).watched()).isZero();
        assertThat(day.slots().get(18).watched()).isCloseTo(1, within(0.001));
        assertThat(day.slots().get(22).down()).isCloseTo(0.5, within(0.001));
        assertThat(day.slots().get(23).down()).isZero();
        assertThat(uptimes.month(WEB).slots()).hasSize(30);
    }

    @Test
    void theMonthIsNotReadAtEachLook() {
        uptimes.sample();
        uptimes.sample();

        assertThat(asked).containsExactly(ago(Duration.ofDays(1)), ago(Duration.ofDays(30)), ago(Duration.ofDays(1)));
    }

    @Test
    void aStoreThatCannotBeReadLeavesWhatWasKnown() {
        uptimes.sample();
        broken = true;
        uptimes.sample();

        assertThat(uptimes.day(WEB).availability()).isPresent();
    }
}
