package io.dogwatch.app;

import io.dogwatch.config.Settings;
import io.dogwatch.containerstats.ContainerInspector;
import io.dogwatch.discover.WatchRules;
import io.dogwatch.docker.DockerJavaEngine;
import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineSettings;
import io.dogwatch.docker.TimedEngine;
import io.dogwatch.evidence.EvidenceGatherer;
import io.dogwatch.evidence.HostAccess;
import io.dogwatch.evidence.Redaction;
import io.dogwatch.journal.History;
import io.dogwatch.journal.Journal;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.logs.EngineLogWatcher;
import io.dogwatch.logs.LogWatcher;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.TargetId;
import io.dogwatch.probe.Addresses;
import io.dogwatch.probe.Probes;
import io.dogwatch.remediation.HookReport;
import io.dogwatch.remediation.Hooks;
import io.dogwatch.remediation.RestartExecutor;
import io.dogwatch.silence.HoldRules;
import io.dogwatch.supervise.HostSupervisor;
import io.dogwatch.supervise.Meters;
import io.dogwatch.supervise.SupervisorLink;
import io.dogwatch.supervise.TargetServices;
import io.dogwatch.supervise.TaskScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Creates the supervisor of a host from the services shared by all hosts. */
record HostFactory(
        Settings settings,
        Redaction redaction,
        Journal journal,
        TaskScheduler timetable,
        InstantSource clock,
        Semaphore probesInFlight,
        Meters meters,
        Runnable outboxNudge,
        HoldRules holds,
        History history) {

    HostSupervisor create(EngineSettings host, WatchRules rules, Map<TargetId, PersistentState> ledgers) {
        Engine engine = new TimedEngine(new DockerJavaEngine(host), new EngineCalls(meters));
        ContainerInspector insight = new ContainerInspector(engine, OwnNetworkVantage.root(host), clock);
        EvidenceGatherer gatherer = new EvidenceGatherer(
                engine,
                settings.evidence().limits(),
                new HostAccess(
                        OwnNetworkVantage.root(host),
                        container -> insight.listeners(container).map(SocketReport::of)),
                redaction,
                new JournalSpecStore(journal),
                Clock.systemUTC());
        SupervisorLink link = new SupervisorLink();
        RestartExecutor remedies = new RestartExecutor(
                engine,
                gatherer,
                this::save,
                link,
                new Hooks(redaction, this::note),
                settings.concurrency().restartsInFlight(),
                clock);
        Probes prober = new Probes(new Addresses(OwnNetworkVantage.towards(host, engine), engine::inspect), insight);
        LogWatcher logs = new EngineLogWatcher(
                        engine, OwnNetworkVantage.root(host), new JournalLogOffsets(journal), link, Clock.systemUTC())
                .start();
        TargetServices rooms = new TargetServices(
                engine,
                journal,
                prober,
                insight,
                logs,
                remedies,
                timetable,
                clock,
                probesInFlight,
                meters,
                outboxNudge,
                holds,
                history);
        return link.connect(new HostSupervisor(rooms, rules, ledgers, settings.breaker(), settings.resyncInterval()));
    }

    private void save(String incidentId, String intentId, Evidence evidence) {
        journal.saveEvidence(incidentId, intentId, evidence);
        outboxNudge.run();
        meters.evidenceSaved(
                Duration.between(evidence.takenAt(), Instant.now()),
                evidence.exhibits().stream().allMatch(Evidence.Exhibit::complete));
    }

    private void note(TargetId target, Intent intent, HookReport report) {
        journal.note(target, Instant.now(), "hook", report.moment().wireName(), report.line());
    }
}
