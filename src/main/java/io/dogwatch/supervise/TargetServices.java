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
 * Services shared by the loops of one host.
 *
 * @param clock steady clock used for decisions
 * @param probesInFlight limits the attempts of all hosts together
 * @param outboxNudge run when a notification has been queued
 * @param holds rules of maintenance windows, silences and disabled restarts
 * @param history records the judge's events
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
