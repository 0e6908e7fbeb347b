package io.dogwatch.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Thirty days of 200 targets on one host. How many days is {@code -Ddogwatch.days} (default 30), which ones
 * {@code -Ddogwatch.seed}.
 */
class FleetSimulationTest {

    @Test
    void aMonthOfFaultsViolatesNoInvariantAndLeavesNothingOpen() {
        int days = Integer.getInteger("dogwatch.days", 30);
        long seed = Long.getLong("dogwatch.seed", 20_260_301);
        FleetSimulation fleet = new FleetSimulation(200, Duration.ofDays(days), seed);

        long begun = System.nanoTime();
        try {
            fleet.run();
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError("seed: -Ddogwatch.seed=" + seed + " " + broken, broken);
        }

        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf("fleet: 200 targets, %d days, seed %d, %.1f s: %s%n", days, seed, seconds, fleet.summary());
        assertThat(fleet.books().incidents()).isGreaterThan(20L * days);
        assertThat(fleet.books().restarts()).isGreaterThan(20L * days);
    }
}
