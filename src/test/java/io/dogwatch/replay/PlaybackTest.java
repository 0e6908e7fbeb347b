package io.dogwatch.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.journal.HistoryEntry;
import io.dogwatch.journal.HistoryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaybackTest {

    @Test
    void parallelRunsAreReplayedInOrderOfTime() {
        Playback playback = new Playback(List.of(entry(0, 100, 11), entry(5, 95, 10), entry(42, 42, 1)));

        List<Long> seconds = new ArrayList<>();
        playback.forEachRemaining(item -> seconds.add(item.at().getEpochSecond() - Rehearsal.ZERO.getEpochSecond()));

        assertThat(seconds)
                .hasSize(22)
                .isSorted()
                .startsWith(0L, 5L, 10L, 15L)
                .contains(42L)
                .endsWith(95L, 100L);
    }

    @Test
    void anEmptyHistoryHasNoRuns() {
        assertThat(new Playback(List.of()).hasNext()).isFalse();
    }

    private static HistoryEntry entry(int first, int last, int times) {
        Instant zero = Rehearsal.ZERO;
        return new HistoryEntry(
                Rehearsal.WEB, zero.plusSeconds(first), zero.plusSeconds(last), times, new HistoryEvent.Began());
    }
}
