package io.dogwatch.evidence;

import io.dogwatch.docker.ContainerExamination;
import io.dogwatch.docker.Engine;
import io.dogwatch.docker.LogLine;
import io.dogwatch.evidence.EvidenceFile.Kept;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** All the sources of evidence. Blocking; each asks for itself, and only the look at the container and its log are shared. */
final class EvidenceSources {

    /** The look at the container is given up sooner than all else: there is still what was seen before. */
    private static final double SHARE_OF_LOOK = 0.7;

    private static final int MARKER_LINES = 2000;
    private static final String NOT_RUNNING = "The container is not running.\n";
    private static final String NO_CONTAINER = "No container has this name.\n";

    private final Engine engine;
    private final EvidenceLimits limits;
    private final HostAccess view;
    private final Redaction redaction;
    private final LastHealthy lastHealthy;
    private final RecentEvents events;
    private final DiagnosticCommand command;
    private final Optional<LocalProcesses> local;
    private final Executor threads;

    EvidenceSources(
            Engine engine,
            EvidenceLimits limits,
            HostAccess view,
            Redaction redaction,
            LastHealthy lastHealthy,
            RecentEvents events,
            DiagnosticCommand command,
            Executor threads) {
        this.engine = engine;
        this.limits = limits;
        this.view = view;
        this.redaction = redaction;
        this.lastHealthy = lastHealthy;
        this.events = events;
        this.command = command;
        this.local = view.root().map(LocalProcesses::new);
        this.threads = threads;
    }

    /** @param within deadline of each source; all are read in parallel */
    List<EvidenceSource> of(EvidenceRequest scene, Duration within) {
        long forLook = (long) (within.toMillis() * SHARE_OF_LOOK);
        CompletableFuture<Optional<ContainerExamination>> look = ask(() -> engine.examine(
                                scene.container()
                                        .map(ContainerSnapshot::id)
                                        .orElse(scene.target().name()),
                                Duration.ofMillis(forLook))
                        .map(this::clean))
                .orTimeout(forLook, TimeUnit.MILLISECONDS);
        List<EvidenceSource> sources = new ArrayList<>();
        sources.add(new EvidenceSource("state.txt", 1, Kept.BEGINNING, () -> state(scene, look)));
        sources.add(new EvidenceSource("changes.txt", 1, Kept.BEGINNING, () -> changes(scene, look)));
        sources.add(new EvidenceSource(
                "events.txt", 1, Kept.END, () -> events.of(scene.target().name())));
        scene.container().ifPresent(container -> addOf(container, scene, within, sources));
        return sources;
    }

    private void addOf(
            ContainerSnapshot container, EvidenceRequest scene, Duration within, List<EvidenceSource> sources) {
        if (!container.health().log().isEmpty()) {
            sources.add(new EvidenceSource("health.txt", 1, Kept.END, () -> StateEvidence.health(container.health())));
        }
        if (limits.logLines() > 0) {
            int most = scene.logs().isEmpty() ? limits.logLines() : Math.max(limits.logLines(), MARKER_LINES);
            CompletableFuture<List<LogLine>> log = ask(() -> engine.logTail(container, most, limits.maxSize(), within));
            sources.add(new EvidenceSource("log.txt", 4, Kept.END, () -> LogEvidence.of(newest(log.join()))));
            if (!scene.logs().isEmpty()) {
                sources.add(new EvidenceSource(
                        "markers.txt", 2, Kept.BEGINNING, () -> LogEvidence.markers(scene.logs(), log.join())));
            }
        }
        sources.add(new EvidenceSource("processes.txt", 1, Kept.BEGINNING, () -> processes(scene, within)));
        sources.add(new EvidenceSource("usage.txt", 1, Kept.BEGINNING, () -> usage(scene, within)));
        sources.add(new EvidenceSource("sockets.txt", 1, Kept.BEGINNING, () -> sockets(scene)));
        scene.command()
                .ifPresent(wanted -> sources.add(new EvidenceSource(
                        "command.txt",
                        2,
                        Kept.BEGINNING,
                        () -> scene.running()
                                .map(running -> command.run(running, wanted, within))
                                .orElse(NOT_RUNNING))));
    }

    private ContainerExamination clean(ContainerExamination seen) {
        return new ContainerExamination(seen.snapshot(), SpecText.clean(seen.makeup(), redaction));
    }

    private <T> CompletableFuture<T> ask(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, threads);
    }

    private List<LogLine> newest(List<LogLine> lines) {
        return lines.subList(Math.max(0, lines.size() - limits.logLines()), lines.size());
    }

    private static String state(EvidenceRequest scene, CompletableFuture<Optional<ContainerExamination>> look) {
        try {
            return look.join()
                    .map(seen -> StateEvidence.of(seen.snapshot(), seen.makeup()))
                    .orElse(NO_CONTAINER);
        } catch (CompletionException e) {
            return scene.container()
                    .map(before -> "Last known state, because the engine could not inspect it now (" + why(e) + ").\n\n"
                            + StateEvidence.of(before, ContainerSpec.UNKNOWN))
                    .orElseThrow(() -> e);
        }
    }

    private static String why(CompletionException e) {
        return e.getCause() == null || e.getCause().getMessage() == null
                ? "it took too long"
                : e.getCause().getMessage();
    }

    private String changes(EvidenceRequest scene, CompletableFuture<Optional<ContainerExamination>> look) {
        Optional<LastHealthy.Known> known = lastHealthy.of(scene.target());
        if (known.isEmpty()) {
            return "It has not been healthy yet, so there is no baseline to compare with.\n";
        }
        LastHealthy.Known before = known.get();
        Optional<ContainerSpec> now = look.join().map(ContainerExamination::makeup);
        if (now.isEmpty()) {
            return NO_CONTAINER + "It was last seen healthy at " + before.at() + ", as "
                    + before.makeup().parts() + "\n";
        }
        List<String> lines = Changes.between(before.makeup(), now.get());
        String values = Changes.sawValues(before.makeup())
                ? ""
                : "Environment values could not be compared because Dogwatch has restarted since.\n";
        return "Compared with its last healthy state, at " + before.at() + ":\n"
                + (lines.isEmpty()
                        ? "no change in image, configuration, networks, mounts or limits.\n"
                        : String.join("\n", lines) + "\n")
                + values;
    }

    private String processes(EvidenceRequest scene, Duration within) {
        return scene.running()
                .map(running ->
                        local.flatMap(seen -> seen.table(running)).orElseGet(() -> engine.top(running.id(), within)))
                .orElse(NOT_RUNNING);
    }

    private String usage(EvidenceRequest scene, Duration within) {
        return scene.running()
                .map(running ->
                        local.flatMap(seen -> seen.usage(running)).orElseGet(() -> engine.stats(running.id(), within)))
                .orElse(NOT_RUNNING);
    }

    private String sockets(EvidenceRequest scene) {
        return scene.running()
                .map(running -> view.sockets()
                        .apply(running)
                        .orElse("The listening sockets are not visible: Dogwatch needs the host's /proc (see root in"
                                + " docs/configuration.md).\n"))
                .orElse(NOT_RUNNING);
    }
}
