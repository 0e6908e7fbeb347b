package io.dogwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpansTest {

    private static final Instant ZERO = Instant.parse("2026-11-24T00:00:00Z");
    private static final int ALL = 60;
    private static final Period HOUR = new Period(ZERO, ZERO.plusSeconds(ALL));

    private static Period part(int from, int until) {
        return new Period(ZERO.plusSeconds(from), ZERO.plusSeconds(until));
    }

    /** Of random parts; the seconds of which it consists are the truth. */
    private static Spans random(Random random, BitSet seconds) {
        List<Period> parts = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            int from = random.nextInt(ALL + 10) - 5;
            int until = from + 1 + random.nextInt(15);
            parts.add(part(from, until));
            if (until > 0 && from < ALL) {
                seconds.set(Math.max(0, from), Math.min(ALL, until));
            }
        }
        return Spans.within(HOUR, parts);
    }

    private static BitSet seconds(Spans spans) {
        BitSet seconds = new BitSet();
        for (Period part : spans.parts()) {
            seconds.set((int) Duration.between(ZERO, part.from()).toSeconds(), (int)
                    Duration.between(ZERO, part.until()).toSeconds());
        }
        return seconds;
    }

    @Test
    void theyAreAddedCutAndTakenAwayAsSetsOfSecondsAre() {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            BitSet a = new BitSet();
            BitSet b = new BitSet();
            Spans one = random(random, a);
            Spans other = random(random, b);
            BitSet both = (BitSet) a.clone();
            both.and(b);
            BitSet either = (BitSet) a.clone();
            either.or(b);
            BitSet rest = (BitSet) a.clone();
            rest.andNot(b);

            assertThat(seconds(one)).as("seed %d", seed).isEqualTo(a);
            assertThat(seconds(one.and(other))).as("seed %d", seed).isEqualTo(both);
            assertThat(seconds(one.or(other))).as("seed %d", seed).isEqualTo(either);
            assertThat(seconds(one.without(other))).as("seed %d", seed).isEqualTo(rest);
            assertThat(one.length().toSeconds()).as("seed %d", seed).isEqualTo(a.cardinality());
        }
    }

    @Test
    void theEndDoesNotBelongToIt() {
        Spans spans = Spans.within(HOUR, List.of(part(10, 20)));

        assertThat(spans.hold(ZERO.plusSeconds(10))).isTrue();
        assertThat(spans.hold(ZERO.plusSeconds(20))).isFalse();
    }
}
