package io.dogwatch.evidence;

import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineException;
import io.dogwatch.docker.ExecResult;
import io.dogwatch.docker.LogLine;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.DurationText;
import io.dogwatch.model.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the operator's command inside a container. The engine cannot end a command: one that takes too long goes on, and no
 * second one is started in that container before it has ended. Safe for use by many threads.
 */
final class DiagnosticCommand {

    private static final int MAX_REMEMBERED = 1000;
    private static final int LOG_LINES = 2000;

    /** For the engine's answers before and after the command. */
    private static final Duration MARGIN = Duration.ofMillis(400);

    private static final Duration SHORTEST = Duration.ofMillis(50);

    private final Engine engine;
    private final InstantSource clock;
    private final int maxSize;
    private final Map<String, String> running = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    DiagnosticCommand(Engine engine, int maxSize, InstantSource clock) {
        this.engine = engine;
        this.maxSize = maxSize;
        this.clock = clock;
    }

    /** @param within total time, including the log written during the command */
    String run(ContainerSnapshot container, Policy.Diagnostic wanted, Duration within) {
        long until = System.nanoTime() + within.toNanos();
        Optional<String> earlier = remembered(container.id());
        if (earlier.isPresent() && engine.isExecRunning(earlier.get(), left(until))) {
            return "The command from earlier evidence is still running, so it was not started again.\n";
        }
        Instant began = clock.instant();
        String execId = engine.createExec(container.id(), wanted.command(), wanted.user(), left(until));
        remember(container.id(), Optional.of(execId));
        Duration time = shorter(wanted.timeout(), left(until).minus(MARGIN));
        ExecResult result = engine.startExec(execId, maxSize, time);
        if (result.exitCode().isPresent()) {
            remember(container.id(), Optional.empty());
        }
        return ending(result, time) + result.output().stripTrailing() + "\n"
                + (result.isCut() ? "[the rest of the output was not read]\n" : "")
                + meanwhile(container, began, until);
    }

    private static String ending(ExecResult result, Duration time) {
        return result.exitCode().isPresent()
                ? "The command exited with code " + result.exitCode().getAsInt() + ".\n\n"
                : "The command did not finish within " + DurationText.text(time) + " and is still running.\n\n";
    }

    /** A signal such as QUIT makes some programs, as Java's, write what they do to their own log. */
    private String meanwhile(ContainerSnapshot container, Instant began, long until) {
        try {
            List<LogLine> lines = engine.logTail(container, LOG_LINES, maxSize, left(until)).stream()
                    .filter(line -> !line.at().isBefore(began))
                    .toList();
            return lines.isEmpty() ? "" : "\nLog of the container since the command started:\n" + LogEvidence.of(lines);
        } catch (EngineException e) {
            return "\nCould not read the log of the container since the command started: " + e.getMessage() + "\n";
        }
    }

    private static Duration left(long until) {
        Duration left = Duration.ofNanos(until - System.nanoTime());
        return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
    }

    private static Duration shorter(Duration one, Duration other) {
        Duration shorter = one.compareTo(other) < 0 ? one : other;
        return shorter.compareTo(SHORTEST) < 0 ? SHORTEST : shorter;
    }

    private Optional<String> remembered(String containerId) {
        synchronized (running) {
            return Optional.ofNullable(running.get(containerId));
        }
    }

    private void remember(String containerId, Optional<String> execId) {
        synchronized (running) {
            execId.ifPresentOrElse(id -> running.put(containerId, id), () -> running.remove(containerId));
        }
    }
}
