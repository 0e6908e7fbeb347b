package io.dogwatch.app;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import io.dogwatch.journal.Journal;
import io.dogwatch.supervise.HostView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/** Dogwatch's own health: one check for each thing it cannot do without. */
final class Vitals {

    /** Mail that waits longer than this means that nobody is told. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private Vitals() {}

    static void register(HealthCheckRegistry checks, Household household) {
        for (HostView host : household.supervisor().hosts()) {
            register(checks, "engine-" + host.host(), () -> engine(household, host.host()));
        }
        register(checks, "store", () -> {
            household.journal().verifyWritable();
            return HealthCheck.Result.healthy();
        });
        register(
                checks,
                "scheduler",
                () -> household.timetable().isRunning()
                        ? HealthCheck.Result.healthy()
                        : HealthCheck.Result.unhealthy("it does not run"));
        register(checks, "outbox", () -> outbox(household.journal().outboxDepth()));
    }

    /** What does not work now, one line each. Asks everything. */
    static List<String> troubles(HealthCheckRegistry checks) {
        return checks.runHealthChecks().entrySet().stream()
                .filter(one -> !one.getValue().isHealthy())
                .map(one -> one.getKey() + ": " + one.getValue().getMessage())
                .toList();
    }

    private static HealthCheck.Result engine(Household household, String name) {
        return household.supervisor().hosts().stream()
                .filter(host -> host.host().equals(name) && host.connected())
                .findFirst()
                .map(host -> HealthCheck.Result.healthy())
                .orElseGet(() -> HealthCheck.Result.unhealthy("not connected"));
    }

    private static HealthCheck.Result outbox(Journal.OutboxDepth depth) {
        boolean stuck = depth.oldestWaiting()
                .filter(Instant.now().minus(LONGEST_WAIT)::isAfter)
                .isPresent();
        if (depth.parked() > 0 || stuck) {
            return HealthCheck.Result.unhealthy(depth.waiting() + " notices waiting, " + depth.parked() + " given up");
        }
        return HealthCheck.Result.healthy();
    }

    private static void register(HealthCheckRegistry checks, String name, Callable<HealthCheck.Result> check) {
        checks.register(name, new HealthCheck() {
            @Override
            protected Result check() throws Exception {
                return check.call();
            }
        });
    }
}
