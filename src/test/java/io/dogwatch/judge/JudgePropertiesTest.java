package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.target.Policy;
import io.dogwatch.target.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random histories, all of which must keep the {@link Invariants}. How many is {@code -Ddogwatch.histories} (default
 * 200,000), which ones {@code -Ddogwatch.seed}; a history that breaks one is shrunk and printed.
 */
class JudgePropertiesTest {

    private static final int LENGTH = 40;
    private static final Instant START = Instant.parse("2026-03-01T03:00:00Z");
    private static final List<String> ENGINE_POLICIES = List.of("no", "no", "always", "on-failure");

    /** What one history is about. */
    private record Setting(Watch watch, String enginePolicy) {

        static Setting random(SplittableRandom random) {
            Watch watch = random.nextBoolean() ? Watches.site() : Watches.three();
            Policy.Backoff backoff = new Policy.Backoff(
                    Duration.ofSeconds(1 + random.nextInt(20)),
                    1 + random.nextInt(3) / 2.0,
                    Duration.ofMinutes(1),
                    0.2,
                    Duration.ofMinutes(1 + random.nextInt(10)));
            Policy.Budget budget = new Policy.Budget(
                    1 + random.nextInt(3),
                    Duration.ofMinutes(1 + random.nextInt(30)),
                    Duration.ofMinutes(1 + random.nextInt(30)));
            Policy policy = Policy.HEAL.toBuilder()
                    .mode(random.nextInt(16) == 0 ? Policy.Mode.OBSERVE : Policy.Mode.HEAL)
                    .announce(random.nextInt(8) != 0)
                    .startPeriod(Duration.ofSeconds(random.nextInt(3) * 10L))
                    .actAfter(Duration.ofSeconds(random.nextInt(4) == 0 ? 15 : 0))
                    .backoff(backoff)
                    .budget(budget)
                    .successExitCodes(random.nextInt(4) == 0 ? Set.of(0) : Set.of())
                    .build();
            watch = Watches.with(watch, policy);
            return new Setting(
                    random.nextInt(4) == 0 ? Watches.required(watch) : watch,
                    ENGINE_POLICIES.get(random.nextInt(ENGINE_POLICIES.size())));
        }
    }

    @Test
    void everyHistoryKeepsTheInvariants() {
        int histories = Integer.getInteger("dogwatch.histories", 200_000);
        long seed = Long.getLong("dogwatch.seed", 20_260_301);
        long judged = 0;
        long begun = System.nanoTime();
        for (int i = 0; i < histories; i++) {
            SplittableRandom random = new SplittableRandom(seed + i);
            Setting setting = Setting.random(random);
            List<Step> history = Step.history(random, LENGTH);
            int kind = (int) Math.floorMod(seed + i, 16L);
            try {
                judged += live(setting, history, kind);
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError(report(setting, history, kind, seed + i, broken), broken);
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "judge properties: %,d histories, first seed %d, %,d events judged, %.1f s%n",
                histories, seed, judged, seconds);
        assertThat(judged).isGreaterThan(histories);
    }

    private static long live(Setting setting, List<Step> history, int kind) {
        World world = new World(setting.watch(), setting.enginePolicy(), START);
        world.live(history);
        switch (kind) {
            case 0 -> {
                World later = new World(setting.watch(), setting.enginePolicy(), START.plus(Duration.ofHours(35)));
                later.live(history);
                Invariants.require(
                        "19 shifted by hours, the same decisions", world.trace().equals(later.trace()));
            }
            case 1, 2 -> world.losingEventsMakesNoDifference();
            case 3, 4 -> {
                if (setting.watch().policy().mode() == Policy.Mode.HEAL) {
                    Optional<Duration> wait = world.timeToNextRestart(60);
                    Invariants.require(
                            "23 what fails for ever is restarted within two hours: " + wait,
                            wait.filter(time -> time.compareTo(Duration.ofHours(2)) < 0)
                                    .isPresent());
                }
            }
            default -> {}
        }
        return world.judged();
    }

    private static String report(Setting setting, List<Step> history, int kind, long seed, Throwable broken) {
        List<Step> shrunk = shrink(setting, history, kind, name(broken));
        return "broken: " + broken + "\nseed: -Ddogwatch.seed=" + seed + " -Ddogwatch.histories=1\npolicy: "
                + setting.watch().policy() + "\nengine's policy: " + setting.enginePolicy()
                + " required: " + setting.watch().required() + "\n"
                + shrunk.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }

    /** Leaves out whatever the failure does not need: halves first, then single steps, then the waits. */
    private static List<Step> shrink(Setting setting, List<Step> history, int kind, String name) {
        List<Step> best = history;
        for (int chunk = history.size() / 2; chunk >= 1; chunk /= 2) {
            for (int from = 0; from + chunk <= best.size(); ) {
                List<Step> fewer = new ArrayList<>(best.subList(0, from));
                fewer.addAll(best.subList(from + chunk, best.size()));
                if (breaks(setting, fewer, kind, name)) {
                    best = fewer;
                } else {
                    from += chunk;
                }
            }
        }
        for (int i = 0; i < best.size(); i++) {
            List<Step> sooner = new ArrayList<>(best);
            sooner.set(i, new Step(best.get(i).kind(), 0, best.get(i).choice()));
            best = breaks(setting, sooner, kind, name) ? sooner : best;
        }
        return best;
    }

    private static boolean breaks(Setting setting, List<Step> history, int kind, String name) {
        try {
            live(setting, history, kind);
            return false;
        } catch (AssertionError | RuntimeException broken) {
            return name(broken).equals(name);
        }
    }

    private static String name(Throwable broken) {
        return broken.getClass() + String.valueOf(broken.getMessage()).split(":", 2)[0];
    }
}
