package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Severity;
import io.dogwatch.model.Thresholds;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random histories, all of which must keep the {@link Invariants}. How many is {@code -Ddogwatch.histories} (default
 * 200,000), which ones {@code -Ddogwatch.seed}; a history that breaks one is shrunk and printed.
 */
class JudgePropertiesTest {

    private static final int LENGTH = 40;
    private static final Instant START = Instant.parse("2026-03-01T03:00:00Z");
    private static final List<String> ENGINE_POLICIES = List.of("no", "no", "always", "on-failure");

    private static final List<Policy.Quorum> QUORUMS =
            List.of(Policy.Quorum.ANY, Policy.Quorum.ANY, new Policy.Quorum(2), Policy.Quorum.ALL);

    /** From so many histories on everything that can happen must have happened. */
    private static final int ENOUGH = 50_000;

    /** What is said by others, or of what these histories do not have. */
    private static final Set<String> ELSEWHERE = Set.of(
            "told REMINDER",
            "told UNACKNOWLEDGED",
            "told LABEL_FAULT",
            "told LOG_UNREADABLE",
            "told LOG_UNBOUNDED",
            "told ACKNOWLEDGED",
            "told REPORT",
            "told BREAKER_OPENED",
            "told BREAKER_CLOSED");

    private final Tally tally = new Tally();

    /** What one history is about. */
    private record Setting(Watch watch, String enginePolicy, ContainerStatus found) {

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
                    .restartDelay(Duration.ofSeconds(random.nextInt(4) == 0 ? 15 : 0))
                    .backoff(backoff)
                    .budget(budget)
                    .successExitCodes(random.nextInt(4) == 0 ? Set.of(0) : Set.of())
                    .recoveryTimeout(Duration.ofSeconds(1 + random.nextInt(90)))
                    .quorum(QUORUMS.get(random.nextInt(QUORUMS.size())))
                    .restart(new Policy.Remedy(Optional.empty(), random.nextInt(4) != 0, List.of(), List.of()))
                    .giveUpAfter(1 + random.nextInt(4))
                    .crashLoop(new Policy.CrashLoop(
                            2 + random.nextInt(4), Duration.ofMinutes(5 + random.nextInt(30)), random.nextBoolean()))
                    .flapping(random.nextBoolean() ? new Policy.Flapping(5, 0.2, 0.4) : Policy.Flapping.DEFAULT)
                    .build();
            if (random.nextInt(8) == 0) {
                policy = policy.toBuilder()
                        .flapping(new Policy.Flapping(0, 0.2, 0.4))
                        .build();
            }
            watch = Watches.with(watch, policy);
            if (random.nextInt(3) == 0) {
                watch = Watches.thresholds(
                        watch,
                        "site",
                        new Thresholds(2, 1 + random.nextInt(2), 2 + random.nextInt(4), Severity.CRITICAL));
            }
            if (random.nextInt(3) == 0) {
                watch = Watches.warning(watch, "door");
            }
            return new Setting(
                    random.nextInt(4) == 0 ? Watches.required(watch) : watch,
                    ENGINE_POLICIES.get(random.nextInt(ENGINE_POLICIES.size())),
                    status(random.nextInt(16)));
        }
    }

    private static ContainerStatus status(int choice) {
        return choice == 0 ? ContainerStatus.EXITED : choice == 1 ? ContainerStatus.CREATED : ContainerStatus.RUNNING;
    }

    @Test
    void randomHistoriesKeepTheInvariants() {
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
        if (histories >= ENOUGH) {
            assertThat(everything().filter(what -> !tally.has(what)).toList())
                    .as("what never happened; what did: %s", tally)
                    .isEmpty();
        }
    }

    private static Stream<String> everything() {
        return Stream.of(
                        Stream.of(Action.values()).map(Action::name),
                        Stream.of(Reason.values()).map(Reason::name),
                        Stream.of(Notice.Kind.values()).map(kind -> "told " + kind),
                        Stream.of(Event.Request.values()).map(request -> "refused " + request),
                        names(Decision.class),
                        names(ActionResult.class))
                .flatMap(these -> these)
                .filter(what -> !ELSEWHERE.contains(what));
    }

    private static Stream<String> names(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses()).map(Class::getSimpleName);
    }

    private long live(Setting setting, List<Step> history, int kind) {
        World world = new World(setting.watch(), setting.enginePolicy(), setting.found(), START, tally);
        world.live(history);
        switch (kind) {
            case 0 -> {
                World later = new World(
                        setting.watch(),
                        setting.enginePolicy(),
                        setting.found(),
                        START.plus(Duration.ofHours(35)),
                        tally);
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

    private String report(Setting setting, List<Step> history, int kind, long seed, Throwable broken) {
        List<Step> shrunk = shrink(setting, history, kind, name(broken));
        return "broken: " + broken + "\nseed: -Ddogwatch.seed=" + seed + " -Ddogwatch.histories=1\npolicy: "
                + setting.watch().policy() + "\nengine's policy: " + setting.enginePolicy()
                + " required: " + setting.watch().required() + "\n"
                + shrunk.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }

    /** Leaves out whatever the failure does not need: halves first, then single steps, then the waits. */
    private List<Step> shrink(Setting setting, List<Step> history, int kind, String name) {
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

    private boolean breaks(Setting setting, List<Step> history, int kind, String name) {
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
