package io.dogwatch.logs;

import static io.dogwatch.logs.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PositionTest {

    private final Position position = Position.beginning("c1");

    @Test
    void linesOfTheSameStampAreJudgedOnceEach() {
        position.accept(NOON);
        position.accept(NOON);

        position.reopened();

        assertThat(position.accept(NOON)).isFalse();
        assertThat(position.accept(NOON)).isFalse();
        assertThat(position.accept(NOON)).isTrue();
    }

    @Test
    void stampsThatRunBackwardsLoseNothingAndDoubleNothing() {
        List<Instant> written = List.of(NOON.plusNanos(50), NOON.plusNanos(20), NOON.plusNanos(60), NOON.plusNanos(40));
        written.subList(0, 2).forEach(position::accept);

        position.reopened();

        assertThat(written.stream().filter(at -> !at.isBefore(position.floor())).map(position::accept))
                .containsExactly(false, false, true, true);
    }

    @Test
    void onlyTheNewestStampsAreKept() {
        for (int i = 0; i < 10_000; i++) {
            position.accept(NOON.plusNanos(i));
        }

        assertThat(position.judged()).hasSize(Position.STAMPS);
        assertThat(position.floor()).isEqualTo(NOON.plusNanos(10_000 - Position.STAMPS));
    }

    @Test
    void whatAnEngineSendsFromBeforeTheFloorIsDropped() {
        Position behind = Position.from("c1", NOON);

        assertThat(behind.accept(NOON.minusNanos(1))).isFalse();
        assertThat(behind.accept(NOON)).isTrue();
    }

    @Test
    void newLinesAreJudgedThoughTheJudgedOnesWereRotatedAway() {
        position.accept(NOON);

        position.reopened();

        assertThat(position.accept(NOON.plusSeconds(5))).isTrue();
        assertThat(position.accept(NOON.plusSeconds(5))).isTrue();
    }

    @Test
    void aPlaceSurvivesBeingWrittenAndRead() {
        TreeMap<Instant, Integer> judged = new TreeMap<>();
        judged.put(NOON, 2);
        judged.put(NOON.plusNanos(7), 1);
        Place place = new Place(
                "c1",
                NOON,
                judged,
                NOON.minusSeconds(9),
                List.of(new Place.Lasting("a b", "x y\n", NOON, "hostile 😀 f j \u0000")));

        assertThat(place.encoded()).matches("[!-~ ]+");
        assertThat(Place.decoded(place.encoded())).contains(place);
    }

    @Test
    void whatIsNoPlaceIsNotTakenForOne() {
        assertThat(List.of("", "2 c1", "1", "1 c1 x y", "1 c1 2026-03-01T12:00:00Z 2026-03-01T12:00:00Z j", "{}"))
                .allSatisfy(text -> assertThat(Place.decoded(text)).isEmpty());
    }
}
