package io.dogwatch.evidence;

import io.dogwatch.docker.Engine;
import io.dogwatch.docker.LogLine;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.Evidence;
import io.dogwatch.target.Evidence.Exhibit;
import io.dogwatch.target.PlainText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gathers evidence about a container: its log's tail, health log, state, processes and usage, side by side and within a
 * deadline. What cannot be had is said in the exhibit itself. Touches nothing. Safe for use by many threads.
 */
public final class EvidenceGatherer {

    private final Engine engine;
    private final Duration within;
    private final int maxSize;
    private final int logLines;
    private final Redaction redaction;
    private final InstantSource clock;
    private final LocalProcesses local = new LocalProcesses(Path.of("/"));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param within the deadline for all of it
     * @param maxSize bytes for all exhibits together; the log is cut first
     * @param logLines newest lines of the log
     */
    public EvidenceGatherer(
            Engine engine, Duration within, int maxSize, int logLines, Redaction redaction, InstantSource clock) {
        this.engine = engine;
        this.within = within;
        this.maxSize = maxSize;
        this.logLines = logLines;
        this.redaction = redaction;
        this.clock = clock;
    }

    /** Never throws; takes at most the deadline. */
    public Evidence gather(ContainerSnapshot container) {
        Instant takenAt = clock.instant();
        long deadline = System.nanoTime() + within.toNanos();
        boolean running = container.pid() > 0;
        Future<String> log = threads.submit(() -> log(container));
        Future<String> processes = threads.submit(() -> running ? processes(container) : "It does not run.\n");
        Future<String> usage = threads.submit(() -> running ? usage(container) : "It does not run.\n");
        List<Exhibit> exhibits = new ArrayList<>();
        exhibits.add(exhibit("state.txt", StateSheet.of(container), maxSize / 8));
        if (!container.health().log().isEmpty()) {
            exhibits.add(exhibit("health.txt", StateSheet.health(container.health()), maxSize / 8));
        }
        exhibits.add(await("log.txt", log, deadline, maxSize / 2));
        exhibits.add(await("processes.txt", processes, deadline, maxSize / 8));
        exhibits.add(await("usage.txt", usage, deadline, maxSize / 8));
        return new Evidence(takenAt, exhibits);
    }

    private String log(ContainerSnapshot container) {
        if (logLines == 0) {
            return "Not asked for (evidence.logLines is 0).\n";
        }
        StringBuilder text = new StringBuilder();
        for (LogLine line : engine.logTail(container, logLines, maxSize / 2, within)) {
            text.append(line.at()).append(line.source() == LogLine.Source.STDERR ? " ! " : "   ");
            text.append(line.text()).append('\n');
        }
        return text.isEmpty() ? "The log is empty.\n" : text.toString();
    }

    private String processes(ContainerSnapshot container) {
        return local.table(container).orElseGet(() -> engine.top(container.id(), within));
    }

    private String usage(ContainerSnapshot container) {
        return local.usage(container).orElseGet(() -> engine.stats(container.id(), within));
    }

    private Exhibit await(String name, Future<String> text, long deadline, int limit) {
        try {
            return exhibit(name, text.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS), limit);
        } catch (TimeoutException e) {
            text.cancel(true);
            return new Exhibit(name, "Could not be had within " + within.toMillis() + " ms.\n", false);
        } catch (ExecutionException e) {
            String why = e.getCause() == null
                    ? e.toString()
                    : String.valueOf(e.getCause().getMessage());
            return new Exhibit(name, "Could not be had: " + redaction.of(PlainText.line(why, 500)) + "\n", false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Exhibit(name, "Dogwatch was shutting down.\n", false);
        }
    }

    private Exhibit exhibit(String name, String text, int limit) {
        String clean = redaction.of(PlainText.block(text));
        byte[] bytes = clean.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= limit) {
            return new Exhibit(name, clean, true);
        }
        // The end tells more than the beginning: it is what happened last.
        String end = new String(bytes, bytes.length - limit, limit, StandardCharsets.UTF_8);
        return new Exhibit(name, "[cut to the last " + limit + " bytes]\n" + end, false);
    }
}
