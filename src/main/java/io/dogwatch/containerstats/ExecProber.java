package io.dogwatch.containerstats;

import com.google.re2j.Pattern;
import io.dogwatch.docker.Commands;
import io.dogwatch.docker.EngineException;
import io.dogwatch.docker.ExecResult;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.DurationText;
import io.dogwatch.model.ExecCheck;
import io.dogwatch.model.HumanDuration;
import io.dogwatch.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a check's command inside its container. The engine cannot end a command: one that takes too long goes on, and no
 * second one of that check is started in that container before it has ended. Safe for use by many threads.
 */
final class ExecProber {

    /** Each costs the machine 150 to 230 ms of CPU, and the engine a connection. */
    private static final int AT_ONCE = 8;

    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration KEPT_AT_LEAST = Duration.ofHours(2);
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int QUOTED = 200;

    private final Commands engine;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExpiringMap<Slot> slots = new ExpiringMap<>();

    /** The command of one check in one container that may still run. */
    private static final class Slot {
        private @Nullable String execId;
        private Instant began = Instant.EPOCH;
    }

    ExecProber(Commands engine, InstantSource clock) {
        this.engine = engine;
        this.clock = clock;
    }

    Outcome probe(ExecCheck check, ContainerSnapshot container) {
        Instant began = clock.instant();
        Duration interval = check.schedule().interval().multipliedBy(3);
        Slot slot = slots.take(
                container.id() + "/" + check.name(),
                began,
                interval.compareTo(KEPT_AT_LEAST) > 0 ? interval : KEPT_AT_LEAST,
                Slot::new);
        try {
            if (!places.tryAcquire(check.schedule().timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                return Outcome.inconclusive(
                        Cause.PROBER_FAULT,
                        AT_ONCE + " other commands are running and none finished in time: reduce the exec checks");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.inconclusive(Cause.PROBER_FAULT, "Dogwatch is shutting down");
        }
        try {
            synchronized (slot) {
                return run(check, container, slot, began);
            }
        } catch (EngineException e) {
            return inconclusive(e);
        } finally {
            places.release();
        }
    }

    private Outcome run(ExecCheck check, ContainerSnapshot container, Slot slot, Instant began) {
        String earlier = slot.execId;
        if (earlier != null) {
            if (engine.isExecRunning(earlier, left(check, began))) {
                return Outcome.unhealthy(
                        Cause.TIMED_OUT,
                        "the command started " + HumanDuration.of(Duration.between(slot.began, clock.instant()))
                                + " ago is still running in the container, so it was not started again",
                        took(began));
            }
            slot.execId = null;
        }
        String execId = engine.createExec(container.id(), check.command(), check.user(), left(check, began));
        slot.execId = execId;
        slot.began = clock.instant();
        ExecResult result;
        try {
            result = engine.startExec(execId, ExecCheck.OUTPUT_LIMIT, left(check, began));
        } catch (EngineException e) {
            if (e.kind() != EngineException.Kind.UNREACHABLE) {
                // The engine has refused: it does not run.
                slot.execId = null;
            }
            throw e;
        }
        if (result.exitCode().isEmpty()) {
            return Outcome.unhealthy(
                    Cause.TIMED_OUT,
                    "the command did not finish within "
                            + DurationText.text(check.schedule().timeout())
                            + " and is still running" + quote(lastLine(result.output())),
                    took(began));
        }
        slot.execId = null;
        return judge(check, result.exitCode().getAsInt(), result, took(began));
    }

    private Duration left(ExecCheck check, Instant began) {
        Duration left = check.schedule().timeout().minus(took(began));
        return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
    }

    private Duration took(Instant began) {
        return Duration.between(began, clock.instant());
    }

    /** The outcome of a finished command. Pure. */
    static Outcome judge(ExecCheck check, int code, ExecResult result, Duration took) {
        if (!check.exitCodes().contains(code)) {
            return Outcome.unhealthy(
                    Cause.COMMAND_FAILED,
                    "exit code " + code + meaning(code) + " (allowed: "
                            + check.exitCodes().stream()
                                    .sorted()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", "))
                            + ")" + quote(lastLine(result.output())),
                    took);
        }
        if (check.outputMatches().isPresent() && !found(check.outputMatches().get(), result.output())) {
            return Outcome.unhealthy(
                    Cause.UNEXPECTED_OUTPUT,
                    "the output does not match " + check.outputMatches().get()
                            + (result.isCut() ? " (in its first 64KiB)" : "") + quote(lastLine(result.output())),
                    took);
        }
        if (check.outputMustNotMatch().isPresent()
                && found(check.outputMustNotMatch().get(), result.output())) {
            return Outcome.unhealthy(
                    Cause.UNEXPECTED_OUTPUT,
                    "the output matches " + check.outputMustNotMatch().get() + quote(lastLine(result.output())),
                    took);
        }
        return Outcome.healthy(took);
    }

    private static boolean found(String pattern, String output) {
        return Pattern.compile(pattern, Pattern.MULTILINE).matcher(output).find();
    }

    private static String meaning(int code) {
        return switch (code) {
            case NOT_EXECUTABLE -> ", the command could not be started";
            case NOT_FOUND -> ", the command was not found";
            default -> "";
        };
    }

    private static String lastLine(String output) {
        String last = output.lines()
                .filter(line -> !line.isBlank())
                .reduce("", (a, b) -> b)
                .strip();
        return last.length() > QUOTED ? last.substring(0, QUOTED) + "…" : last;
    }

    private static String quote(String line) {
        return line.isEmpty() ? "" : ": " + line;
    }

    private static Outcome inconclusive(EngineException e) {
        String said = String.valueOf(e.getMessage());
        return switch (e.kind()) {
            case UNREACHABLE -> Outcome.inconclusive(Cause.ENGINE_UNREACHABLE, said);
            case NOT_FOUND, CONFLICT -> Outcome.inconclusive(Cause.NOT_VISIBLE, said);
            case ENGINE_FAULT -> Outcome.inconclusive(Cause.PROBER_FAULT, said);
            case REJECTED ->
                Outcome.inconclusive(
                        Cause.NOT_VISIBLE,
                        said.contains(": 403:")
                                ? said + "; the socket proxy must allow POST /containers/*/exec, POST /exec/*/start and"
                                        + " GET /exec/*/json (EXEC=1, POST=1)"
                                : said);
        };
    }
}
