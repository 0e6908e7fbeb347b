package io.dogwatch.web;

import io.dogwatch.containerstats.ContainerStats;
import io.dogwatch.docker.Engine;
import io.dogwatch.judge.Event;
import io.dogwatch.logs.MarkedLine;
import io.dogwatch.model.TargetId;
import io.dogwatch.suggest.Suggestion;
import io.dogwatch.supervise.AddressView;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.supervise.FleetListener;
import io.dogwatch.supervise.HostView;
import io.dogwatch.supervise.HostVitals;
import io.dogwatch.supervise.OutcomeHistoryView;
import io.dogwatch.supervise.TargetView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A fleet that is whatever a test sets it to. */
public final class FakeFleet implements Fleet {

    public final List<FleetListener> listeners = new CopyOnWriteArrayList<>();
    public final List<String> requests = new CopyOnWriteArrayList<>();
    public volatile List<TargetView> targets = List.of();
    public volatile List<HostView> hosts = List.of();
    public volatile List<HostVitals> vitals = List.of();
    public volatile Map<TargetId, List<AddressView>> addresses = Map.of();

    public volatile Map<TargetId, List<Suggestion>> suggestions = Map.of();
    public volatile Map<TargetId, ContainerStats> glimpses = Map.of();
    public volatile Map<TargetId, Map<String, OutcomeHistoryView>> outcomeHistories = Map.of();
    public volatile Map<TargetId, List<MarkedLine>> logs = Map.of();
    public final FakeLog log = new FakeLog();

    @Override
    public List<TargetView> targets() {
        return targets.stream()
                .sorted(Comparator.comparing(view -> view.watch().target()))
                .toList();
    }

    @Override
    public Optional<TargetView> target(TargetId id) {
        return targets.stream().filter(view -> view.watch().target().equals(id)).findFirst();
    }

    @Override
    public List<AddressView> addresses(TargetId id) {
        return addresses.getOrDefault(id, List.of());
    }

    @Override
    public List<Suggestion> suggestions(TargetId id) {
        return suggestions.getOrDefault(id, List.of());
    }

    @Override
    public Optional<ContainerStats> containerStats(TargetId id) {
        return Optional.ofNullable(glimpses.get(id));
    }

    @Override
    public List<MarkedLine> log(TargetId id, int lines, int maxBytes) {
        return log.newest(logs.getOrDefault(id, List.of()), lines);
    }

    @Override
    public Optional<Engine.Subscription> followLog(
            TargetId id, Optional<Instant> since, int tail, Consumer<MarkedLine> onLine, Consumer<String> onEnd) {
        return Optional.of(log.follow(logs.getOrDefault(id, List.of()), since, tail, onLine, onEnd));
    }

    @Override
    public Map<String, OutcomeHistoryView> outcomeHistories(TargetId id) {
        return outcomeHistories.getOrDefault(id, Map.of());
    }

    @Override
    public List<HostView> hosts() {
        return hosts;
    }

    @Override
    public List<HostVitals> vitals() {
        return vitals;
    }

    @Override
    public void listen(FleetListener listener) {
        listeners.add(listener);
    }

    @Override
    public boolean request(TargetId target, Event.Request request, String by, String why) {
        requests.add(request + " " + target + " by " + by + ": " + why);
        return target(target).isPresent();
    }
}
