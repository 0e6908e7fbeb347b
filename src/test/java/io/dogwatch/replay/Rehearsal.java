package io.dogwatch.replay;

import io.dogwatch.journal.Change;
import io.dogwatch.journal.HistoryReader;
import io.dogwatch.journal.HistoryRecorder;
import io.dogwatch.journal.SqlJournal;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.Judge;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.judge.TargetState;
import io.dogwatch.judge.Verdict;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Thresholds;
import io.dogwatch.model.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What really happened: a container under a policy, in virtual time, judged, written to a journal and recorded as the real
 * service does. Probed every 10 s; a restart takes 2 s.
 */
final class Rehearsal {

    static final Instant ZERO = Instant.parse("2026-03-01T03:00:00Z");
    static final TargetId WEB = new TargetId("local", "web");
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration RESTART_TAKES = Duration.ofSeconds(2);

    private record Remedy(Instant endsAt, Intent intent) {}

    private final Path folder;
    private final SqlJournal journal;
    private final HistoryRecorder recorder;
    private final Watch watch;
    private TargetState state = TargetState.initial(PersistentState.EMPTY, ZERO);
    private Instant now = ZERO;
    private Instant nextProbe = ZERO.plus(EVERY);
    private Optional<Instant> wakeAt = Optional.empty();
    private Optional<Remedy> remedy = Optional.empty();
    private ContainerSnapshot container = container(ContainerStatus.RUNNING, ZERO.minusSeconds(3600), 0);
    private boolean sick;
    private boolean restartsHelp = true;
    private boolean engineLost;

    Rehearsal(Path folder, Watch watch) {
        this.folder = folder;
        this.journal = SqlJournal.open(folder);
        this.recorder = new HistoryRecorder(journal.history()).start();
        this.watch = watch;
        look();
    }

    /** With an HTTP check {@code site}. */
    static Watch watch(int failureThreshold, Policy policy) {
        HttpCheck plain = HttpCheck.ofPort("site", 80);
        List<Check> checks = new ArrayList<>();
        checks.add(new Check.StateCheck("state", Thresholds.CERTAIN));
        checks.add(new Check.HealthCheck("health", Thresholds.CERTAIN));
        checks.add(plain.with(plain.terms().with(new Thresholds(failureThreshold, 1))));
        return new Watch(WEB, checks, policy, false, "rule 1", List.of());
    }

    Rehearsal sick() {
        sick = true;
        return this;
    }

    Rehearsal well() {
        sick = false;
        return this;
    }

    Rehearsal restartsDoNotHelp() {
        restartsHelp = false;
        return this;
    }

    Rehearsal crashes() {
        if (runs()) {
            judge(new Event.Died(container.id(), 1, now));
            container = container(ContainerStatus.EXITED, startedAt(), 1);
            look();
        }
        return this;
    }

    Rehearsal personStops() {
        if (runs()) {
            judge(new Event.Signalled(container.id(), 15, now));
            judge(new Event.Died(container.id(), 143, now));
            judge(new Event.StopConfirmed(container.id(), now));
            container = container(ContainerStatus.EXITED, startedAt(), 143);
            look();
        }
        return this;
    }

    Rehearsal personStarts() {
        if (!runs()) {
            container = container(ContainerStatus.RUNNING, now, 0);
            look();
        }
        return this;
    }

    Rehearsal engineLost() {
        engineLost = true;
        return judge(new Event.EngineLost());
    }

    Rehearsal engineBack() {
        engineLost = false;
        return look();
    }

    /** Lets time pass, with probes, wake-ups and the ends of restarts. */
    Rehearsal live(Duration time) {
        Instant end = now.plus(time);
        while (true) {
            Instant wake = wakeAt.map(at -> at.plusMillis(7)).orElse(Instant.MAX);
            Instant ends = remedy.map(Remedy::endsAt).orElse(Instant.MAX);
            Instant next = List.of(wake, ends, nextProbe).stream()
                    .min(Instant::compareTo)
                    .orElseThrow();
            if (next.isAfter(end)) {
                now = end;
                return this;
            }
            now = next;
            if (next.equals(ends)) {
                endRestart(remedy.orElseThrow().intent());
            } else if (next.equals(wake)) {
                wakeAt = Optional.empty();
                judge(new Event.Woken());
            } else {
                probe();
                nextProbe = now.plus(EVERY);
            }
        }
    }

    private void endRestart(Intent intent) {
        remedy = Optional.empty();
        container = container(ContainerStatus.RUNNING, now, 0);
        sick = sick && !restartsHelp;
        look();
        judge(new Event.ActionEnded(
                intent.id(), new ActionResult.Restarted(container.incarnation().orElseThrow())));
    }

    private void probe() {
        if (runs() && !engineLost && state.ledger().intent().isEmpty()) {
            Outcome outcome = sick
                    ? Outcome.unhealthy(Cause.TIMED_OUT, "", Duration.ofSeconds(1))
                    : Outcome.healthy(Duration.ofMillis(2));
            judge(new Event.Probed("site", container.incarnation().orElseThrow(), outcome));
        }
    }

    private Rehearsal look() {
        return engineLost ? this : judge(new Event.Observed(Optional.of(container)));
    }

    private Rehearsal judge(Event event) {
        TargetState before = state;
        Verdict verdict = Judge.judge(watch, before, event, now);
        journal.append(new Change(WEB, now, before, verdict));
        state = verdict.state();
        wakeAt = verdict.wakeAt();
        recorder.record(WEB, event, now);
        for (Decision decision : verdict.decisions()) {
            if (decision instanceof Decision.Act(Intent intent)) {
                remedy = Optional.of(new Remedy(now.plus(RESTART_TAKES), intent));
                judge(new Event.RestartCalled(intent.id()));
            }
        }
        return this;
    }

    /** Ends it, and reads what the journal has of it. */
    Recording recording() {
        recorder.close();
        journal.close();
        try (HistoryReader file = HistoryReader.open(folder)) {
            return new Recording(WEB, file.entries(WEB), file.incidents(WEB), file.restarts(WEB), now);
        }
    }

    private boolean runs() {
        return container.status() == ContainerStatus.RUNNING && remedy.isEmpty();
    }

    private Instant startedAt() {
        return container.startedAt().orElseThrow();
    }

    private static ContainerSnapshot container(ContainerStatus status, Instant startedAt, int exitCode) {
        return new ContainerSnapshot(
                "c1".repeat(32),
                "web",
                "nginx:1.27",
                "nginx",
                ZERO,
                status,
                Optional.of(startedAt),
                Optional.empty(),
                exitCode,
                false,
                status == ContainerStatus.RUNNING ? 42 : 0,
                ContainerSnapshot.Health.NONE,
                ContainerSnapshot.RestartPolicy.NO,
                0,
                Duration.ofSeconds(10),
                "SIGTERM",
                false,
                false,
                ContainerSnapshot.Network.NONE,
                ContainerSnapshot.Log.DEFAULT,
                Map.of());
    }
}
