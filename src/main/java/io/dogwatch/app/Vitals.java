package io.dogwatch.app;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import io.dogwatch.journal.Journal;
import io.dogwatch.supervise.HostView;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Dogwatch's own health: one check for each thing it cannot do without. */
final class Vitals {

    /** A mail that waits longer than this means that notifications do not arrive. */
    private static final Duration MAX_WAIT = Duration.ofMinutes(10);

    /** Timeout of a health check. */
    private static final Duration MAX_ANSWER = Duration.ofSeconds(10);

    /** Longer than any pause that a busy machine explains. */
    private static final Duration MAX_SILENCE = Duration.ofSeconds(30);

    /**
     * Without these Dogwatch watches nothing, and only a restart helps. An engine or a mail server may be away for
     * days.
     */
    private static final List<String> INDISPENSABLE = List.of("store", "scheduler", "watchers", "senders");

    private Vitals() {}

    static void register(HealthCheckRegistry checks, DogwatchService household) {
        for (HostView host : household.supervisor().hosts()) {
            register(checks, "engine-" + host.host(), () -> engine(household, host.host()));
        }
        register(checks, "store", () -> {
            household.journal().verifyWritable();
            return HealthCheck.Result.healthy();
        });
        register(checks, "scheduler", () -> scheduler(household));
        register(
                checks,
                "watchers",
                () -> noneStuck("watcher of engine", household.supervisor().unread()));
        register(
                checks,
                "senders",
                () -> noneStuck("sender of receiver", household.outbox().stuckReceivers()));
        register(checks, "outbox", () -> outbox(household.journal().outboxDepth()));
    }

    /** What does not work now, one line each. Asks everything. */
    static List<String> troubles(HealthCheckRegistry checks) {
        return checks.runHealthChecks().entrySet().stream()
                .filter(one -> !one.getValue().isHealthy())
                .map(one -> one.getKey() + ": " + one.getValue().getMessage())
                .toList();
    }

    /** What does not work now of what Dogwatch cannot do without, by name, and why. Takes a minute at the very most. */
    static Map<String, String> failures(HealthCheckRegistry checks) {
        Map<String, String> failures = new LinkedHashMap<>();
        for (String name : INDISPENSABLE) {
            HealthCheck.Result result = withinDeadline(() -> checks.runHealthCheck(name));
            if (!result.isHealthy()) {
                failures.put(name, String.valueOf(result.getMessage()));
            }
        }
        return failures;
    }

    private static HealthCheck.Result withinDeadline(Callable<HealthCheck.Result> check) {
        FutureTask<HealthCheck.Result> task = new FutureTask<>(check);
        Thread.ofVirtual().name("vital").start(task);
        try {
            return task.get(MAX_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return HealthCheck.Result.unhealthy("no answer within " + MAX_ANSWER.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HealthCheck.Result.healthy();
        } catch (ExecutionException e) {
            return HealthCheck.Result.unhealthy(String.valueOf(e.getCause()));
        } finally {
            task.cancel(true);
        }
    }

    private static HealthCheck.Result scheduler(DogwatchService household) {
        if (!household.timetable().isRunning()) {
            return HealthCheck.Result.unhealthy("not running");
        }
        Duration silence = household.pulse().silence();
        return silence.compareTo(MAX_SILENCE) <= 0
                ? HealthCheck.Result.healthy()
                : HealthCheck.Result.unhealthy("started no job for " + silence.toSeconds() + " s");
    }

    private static HealthCheck.Result noneStuck(String what, List<String> stuck) {
        return stuck.isEmpty()
                ? HealthCheck.Result.healthy()
                : HealthCheck.Result.unhealthy("ended or stuck: " + what + " " + String.join(", ", stuck));
    }

    private static HealthCheck.Result engine(DogwatchService household, String name) {
        return household.supervisor().hosts().stream()
                .filter(host -> host.host().equals(name) && host.connected())
                .findFirst()
                .map(host -> HealthCheck.Result.healthy())
                .orElseGet(() -> HealthCheck.Result.unhealthy("not connected"));
    }

    private static HealthCheck.Result outbox(Journal.OutboxDepth depth) {
        boolean stuck = depth.oldestWaiting()
                .filter(Instant.now().minus(MAX_WAIT)::isAfter)
                .isPresent();
        if (depth.dead() > 0 || stuck) {
            return HealthCheck.Result.unhealthy(
                    depth.waiting() + " notifications waiting, " + depth.dead() + " permanently failed");
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
