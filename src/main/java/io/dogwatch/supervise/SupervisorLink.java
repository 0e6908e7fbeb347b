package io.dogwatch.supervise;

import io.dogwatch.judge.Intent;
import io.dogwatch.logs.LogWatcher;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TargetId;
import io.dogwatch.remediation.PreflightGate;
import java.util.Optional;

/**
 * Connects the services of a host to its supervisor, which is created after them. Before {@link #connect}, it permits no
 * restart and drops log outcomes: no target exists yet. Thread-safe.
 */
public final class SupervisorLink implements PreflightGate, LogWatcher.Listener {

    private volatile Optional<HostSupervisor> supervisor = Optional.empty();

    public HostSupervisor connect(HostSupervisor created) {
        supervisor = Optional.of(created);
        return created;
    }

    @Override
    public Optional<String> objection(TargetId target, Intent intent) {
        Optional<HostSupervisor> host = supervisor;
        return host.isPresent() ? host.get().gate().objection(target, intent) : Optional.of("Dogwatch is starting");
    }

    @Override
    public void judged(TargetId target, String check, Incarnation incarnation, Outcome outcome) {
        supervisor.ifPresent(host -> host.judged(target, check, incarnation, outcome));
    }
}
