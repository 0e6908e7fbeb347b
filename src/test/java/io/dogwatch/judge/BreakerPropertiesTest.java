package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random histories of a host's targets, beside which a plain account of who fails since when is kept: the breaker must
 * open when, and only when, its definition says so, try one target at a time, and close only for a reason. A failing
 * history is named by its seed.
 */
class BreakerPropertiesTest {

    private static final int HISTORIES = Integer.getInteger("dogwatch.histories", 20_000) / 10 + 1;
    private static final long SEED = Long.getLong("dogwatch.seed", 20_260_301);
    private static final Duration MINUTE = Duration.ofSeconds(60);

    @Test
    void theBreakerOpensAndClosesByItsDefinition() {
        int opened = 0;
        int helped = 0;
        for (int i = 0; i < HISTORIES; i++) {
            History history = new History(SEED + i);
            for (int step = 0; step < 60; step++) {
                history.step();
            }
            opened += history.opened;
            helped += history.helped;
        }
        // Else nothing would have been proved.
        assertThat(opened).isGreaterThan(HISTORIES / 20);
        assertThat(helped).isPositive();
    }

    /** One host and the account beside it. */
    private static final class History {
        private final long seed;
        private final SplittableRandom random;
        private final int targets;
        private final Pack pack;
        private final Map<String, Instant> troubles = new HashMap<>();
        private final Map<String, Boolean> reached = new HashMap<>();
        private final List<String> story = new ArrayList<>();
        private Instant pardoned = Instant.MIN;
        private Optional<Instant> calmSince = Optional.empty();
        private Instant from = Instant.MIN;
        private Instant lastTry = Instant.MIN;
        private boolean probeRestarted;
        private int opened;
        private int helped;

        History(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.targets = 3 + random.nextInt(10);
            this.pack = Pack.of(targets);
        }

        void step() {
            Breaker before = pack.breaker();
            String name = before.probe()
                    .filter(probe -> random.nextInt(3) == 0)
                    .map(TargetId::name)
                    .orElseGet(() -> Pack.name(random.nextInt(targets)));
            int what = random.nextInt(11);
            boolean healed = false;
            if (what < 2) {
                advance();
            } else if (what < 4) {
                story.add(name + " suspect");
                begin(name);
                reached.put(name, false);
                pack.suspect(name);
            } else if (what < 7) {
                story.add(name + " failing");
                begin(name);
                reached.put(name, true);
                pack.failing(name);
            } else if (what < 8) {
                story.add(name + " healthy");
                troubles.remove(name);
                reached.remove(name);
                healed = before.probe().equals(Optional.of(Pack.id(name))) && probeRestarted;
                pack.healthy(name);
            } else if (what < 9) {
                // The third failed probe, and the restart because of it.
                if (!restartedSince.getOrDefault(name, false) && troubles.containsKey(name)) {
                    story.add(name + " restarting");
                    reached.put(name, true);
                    pack.restarting(name);
                }
            } else {
                story.add(name + " restarted");
                reached.put(name, false);
                probeRestarted |= before.probe().equals(Optional.of(Pack.id(name)));
                pack.restarted(name);
                restartedSince.put(name, true);
            }
            check(before, pack.breaker(), healed);
        }

        private final Map<String, Boolean> restartedSince = new HashMap<>();

        /** Of one trouble the beginning stays, unless a probe has explained it and this is the next one. */
        private void begin(String name) {
            Instant began = troubles.get(name);
            boolean anew = restartedSince.getOrDefault(name, false);
            if (began == null || (anew && !began.isAfter(pardoned) && pack.now().isAfter(pardoned))) {
                troubles.put(name, pack.now());
            }
            restartedSince.put(name, false);
        }

        private void advance() {
            int seconds = 1 + random.nextInt(40);
            story.add("+" + seconds + " s");
            pack.after(seconds);
        }

        private void check(Breaker before, Breaker after, boolean healed) {
            String told = "seed " + seed + " " + story + " troubles " + troubles;
            Instant now = pack.now();
            long inTrouble = count(from);
            if (!before.isOpen()) {
                assertThat(after.isOpen()).as(told).isEqualTo(isOutage());
                if (after.isOpen()) {
                    opened++;
                    from = after.outageSince().orElseThrow();
                    lastTry = now;
                    calmSince = Optional.empty();
                    limit = BreakerPolicy.DEFAULT.limit(targets);
                }
            } else {
                boolean calm = 2 * inTrouble < limit;
                calmSince = calm ? calmSince.or(() -> Optional.of(now)) : Optional.empty();
                boolean over = inTrouble == 0
                        || calmSince
                                .filter(since -> !now.isBefore(since.plus(MINUTE)))
                                .isPresent();
                assertThat(after.isOpen()).as(told).isEqualTo(!over && !healed);
                if (!after.isOpen() && !over) {
                    helped++;
                    pardoned = now;
                }
            }
            assertThat(after.probe()).as(told).satisfies(probe -> {
                if (probe.isPresent() && !probe.equals(before.probe())) {
                    assertThat(now).as(told).isAfterOrEqualTo(lastTry.plus(MINUTE));
                }
            });
            if (before.probe().isPresent() && after.probe().isEmpty()) {
                lastTry = now;
            }
            if (!before.probe().equals(after.probe())) {
                probeRestarted = false;
            }
            long free = troubles.keySet().stream()
                    .filter(name -> !after.holds(Pack.id(name)))
                    .count();
            assertThat(after.isOpen() ? free : 0).as(told).isLessThanOrEqualTo(1);
        }

        private int limit;

        private long count(Instant earliest) {
            return troubles.values().stream()
                    .filter(began -> !began.isBefore(earliest))
                    .count();
        }

        /** By brute force: around some trouble that is the earliest, enough begin within a minute. */
        private boolean isOutage() {
            return troubles.values().stream()
                    .filter(began -> began.isAfter(pardoned))
                    .anyMatch(earliest -> {
                        List<String> together = troubles.entrySet().stream()
                                .filter(one -> !one.getValue().isBefore(earliest)
                                        && !one.getValue().isAfter(earliest.plus(MINUTE)))
                                .map(Map.Entry::getKey)
                                .toList();
                        return together.size() >= BreakerPolicy.DEFAULT.limit(targets)
                                && together.stream().anyMatch(name -> reached.getOrDefault(name, false));
                    });
        }
    }
}
