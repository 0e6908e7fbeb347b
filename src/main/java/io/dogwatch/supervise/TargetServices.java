package io.dogwatch.supervise;

import io.dogwatch.containerstats.ContainerInspector;
import io.dogwatch.docker.Engine;
import io.dogwatch.journal.History;
import io.dogwatch.journal.Journal;
import io.dogwatch.logs.LogWatcher;
import io.dogwatch.probe.Prober;
import io.dogwatch.remediation.RestartExecutor;
import io.dogwatch.silence.HoldRules;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/**
 * What the loops of one host work with.
 *
 * @param clock steady; decisions are made by it
 * @param probesInFlight bounds the attempts of all hosts together
 * @param outboxNudge run when a notice has been put into the outbox
 * @param holds what people have ordered to be left alone
 * @param history keeps what the judge is told
 */
public record TargetServices(
        Engine engine,
        Journal journal,
        Prober prober,
        ContainerInspector insight,
        LogWatcher logs,
        RestartExecutor restarts,
        TaskScheduler timetable,
        InstantSource clock,
        Semaphore probesInFlight,
        Meters meters,
        Runnable outboxNudge,
        HoldRules holds,
        History history) {}
