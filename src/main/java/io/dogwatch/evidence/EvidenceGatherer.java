package io.dogwatch.evidence;

import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineEvent;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gathers evidence about a container from all sources in parallel, within a deadline and a size limit, and without
 * secrets. A file that is missing or truncated contains a note. Changes nothing, except through the operator's
 * command. Safe for use by many threads.
 */
public final class EvidenceGatherer {

    private static final int MAX_REASON_LENGTH = 500;

    private final EvidenceLimits limits;
    private final Redaction redaction;
    private final InstantSource clock;
    private final LastHealthy lastHealthy;
    private final RecentEvents events = new RecentEvents();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final EvidenceSources sources;

    /** @param clock for time stamps */
    public EvidenceGatherer(
            Engine engine,
            EvidenceLimits limits,
            HostAccess view,
            Redaction redaction,
            LastHealthy.Store store,
            InstantSource clock) {
        this.limits = limits;
        this.redaction = redaction;
        this.clock = clock;
        this.lastHealthy = new LastHealthy(engine, store, redaction, clock);
        DiagnosticCommand command = new DiagnosticCommand(engine, limits.maxSize() / 2, clock);
        this.sources = new EvidenceSources(engine, limits, view, redaction, lastHealthy, events, command, threads);
    }

    /** Has no access to the machine except through the engine, and keeps no state between runs. */
    public EvidenceGatherer(Engine engine, EvidenceLimits limits, Redaction redaction, InstantSource clock) {
        this(engine, limits, HostAccess.NONE, redaction, LastHealthy.Store.NONE, clock);
    }

    /** How long evidence may take, from the wish for it until it is there to be saved. */
    public Duration within() {
        return limits.within();
    }

    /** Records an event of the engine. Never blocks. */
    public void happened(EngineEvent event) {
        events.add(event);
    }

    /** A target has been judged. Never blocks. */
    public void judged(TargetId target, boolean isHealthy, Optional<ContainerSnapshot> container) {
        lastHealthy.judged(target, isHealthy, container);
    }

    /** The target is gone. */
    public void forget(TargetId target) {
        lastHealthy.forget(target);
    }

    private record Asked(EvidenceSource source, Future<String> answer) {}

    /**
     * Never throws.
     *
     * @param within how long it may take; a tenth of it is kept for taking out secrets and for cutting
     */
    public Evidence gather(EvidenceRequest scene, Duration within) {
        Instant takenAt = clock.instant();
        Duration forSources = within.multipliedBy(9).dividedBy(10);
        long deadline = System.nanoTime() + forSources.toNanos();
        List<Asked> all = new ArrayList<>();
        for (EvidenceSource source : sources.of(scene, forSources)) {
            all.add(new Asked(source, threads.submit(() -> clean(source))));
        }
        List<EvidenceFile> found = all.stream()
                .map(asked -> await(asked, scene, deadline, forSources))
                .toList();
        return new Evidence(takenAt, scene.moment(), SizeBudget.of(found, limits.maxSize()));
    }

    /** On the source's own thread: the secrets of all are taken out side by side. */
    private String clean(EvidenceSource source) {
        return redaction.of(PlainText.block(source.ask().get()));
    }

    private EvidenceFile await(Asked asked, EvidenceRequest scene, long deadline, Duration forSources) {
        String text;
        boolean complete = false;
        try {
            text = asked.answer().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            complete = true;
        } catch (TimeoutException e) {
            asked.answer().cancel(true);
            text = "Missing: not available within " + forSources.toMillis() + " ms.\n";
        } catch (ExecutionException e) {
            text = "Missing: " + redaction.of(PlainText.line(reason(e), MAX_REASON_LENGTH)) + "\n";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            text = "Missing: Dogwatch was shutting down.\n";
        }
        String moment = scene.moment().isEmpty() ? "" : ", " + PlainText.line(scene.moment(), MAX_REASON_LENGTH);
        return new EvidenceFile(asked.source(), "# taken at " + clock.instant() + moment + "\n", text, complete);
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause();
        Throwable inner = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        return inner == null ? e.toString() : inner.getMessage() == null ? inner.toString() : inner.getMessage();
    }
}
