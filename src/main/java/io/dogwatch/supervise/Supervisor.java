package io.dogwatch.supervise;

import io.dogwatch.containerstats.ContainerStats;
import io.dogwatch.discover.WatchRules;
import io.dogwatch.docker.Engine;
import io.dogwatch.judge.BreakerPolicy;
import io.dogwatch.judge.Event;
import io.dogwatch.logs.MarkedLine;
import io.dogwatch.model.TargetId;
import io.dogwatch.suggest.Suggestion;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Supervises all hosts. */
public final class Supervisor implements Fleet, AutoCloseable {

    private final List<HostSupervisor> hosts;

    public Supervisor(List<HostSupervisor> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    public void start() {
        hosts.forEach(HostSupervisor::start);
    }

    /** Applies new rules to all hosts. */
    public void follow(WatchRules rules, BreakerPolicy breaker) {
        hosts.forEach(host -> host.follow(rules, breaker));
    }

    /** Returns the hosts with an event stream that is no longer read because of an internal fault. */
    public List<String> unread() {
        return hosts.stream()
                .filter(host -> !host.isWorking())
                .map(host -> host.view().host())
                .toList();
    }

    @Override
    public List<TargetView> targets() {
        return hosts.stream()
                .flatMap(host -> host.loops().stream())
                .map(TargetLoop::view)
                .sorted(Comparator.comparing(view -> view.watch().target()))
                .toList();
    }

    @Override
    public Optional<TargetView> target(TargetId id) {
        return hosts.stream()
                .flatMap(host -> host.find(id).stream())
                .findFirst()
                .map(TargetLoop::view);
    }

    @Override
    public List<HostView> hosts() {
        return hosts.stream().map(HostSupervisor::view).toList();
    }

    @Override
    public List<HostVitals> vitals() {
        return hosts.stream().map(HostSupervisor::vitals).toList();
    }

    @Override
    public boolean request(TargetId target, Event.Request request, String by, String why) {
        return hosts.stream().anyMatch(host -> host.request(target, request, by, why));
    }

    @Override
    public void listen(FleetListener listener) {
        hosts.forEach(host -> host.listen(listener));
    }

    @Override
    public List<AddressView> addresses(TargetId id) {
        return hosts.stream()
                .flatMap(host -> host.find(id).stream())
                .flatMap(loop -> loop.addresses().stream())
                .toList();
    }

    @Override
    public List<Suggestion> suggestions(TargetId id) {
        return hosts.stream()
                .flatMap(host -> host.find(id).stream())
                .flatMap(loop -> loop.suggestions().stream())
                .toList();
    }

    @Override
    public List<MarkedLine> log(TargetId id, int lines, int maxBytes) {
        return loop(id).flatMap(TargetLoop::log)
                .map(log -> log.tail(lines, maxBytes))
                .orElse(List.of());
    }

    @Override
    public Optional<Engine.Subscription> followLog(
            TargetId id, Optional<Instant> since, int tail, Consumer<MarkedLine> onLine, Consumer<String> onEnd) {
        return loop(id).flatMap(TargetLoop::log).map(log -> log.follow(since, tail, onLine, onEnd));
    }

    private Optional<TargetLoop> loop(TargetId id) {
        return hosts.stream().flatMap(host -> host.find(id).stream()).findFirst();
    }

    @Override
    public Map<String, OutcomeHistoryView> outcomeHistories(TargetId id) {
        return loop(id).map(TargetLoop::outcomeHistories).orElse(Map.of());
    }

    @Override
    public Optional<ContainerStats> containerStats(TargetId id) {
        return loop(id).flatMap(TargetLoop::containerStats);
    }

    @Override
    public void close() {
        hosts.forEach(HostSupervisor::close);
    }
}
