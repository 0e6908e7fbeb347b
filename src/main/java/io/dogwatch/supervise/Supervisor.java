package io.dogwatch.supervise;

import io.dogwatch.judge.Event;
import io.dogwatch.target.TargetId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All hosts together. */
public final class Supervisor implements Fleet, AutoCloseable {

    private final List<HostSupervisor> hosts;

    public Supervisor(List<HostSupervisor> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    public void start() {
        hosts.forEach(HostSupervisor::start);
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

    /**
     * Takes a person's request to the target's loop, which grants or refuses it by the rules of the judge. The request is in
     * the journal when this returns; what becomes of it shows in the target's history.
     *
     * @param by who asks, for the record
     * @param why in the person's words; may be empty
     * @return false if there is no such target: nothing is noted then
     * @throws io.dogwatch.journal.StoreException if the request cannot be noted: it is not made then
     */
    public boolean request(TargetId target, Event.Request request, String by, String why) {
        return hosts.stream().anyMatch(host -> host.request(target, request, by, why));
    }

    @Override
    public List<AddressView> addresses(TargetId id) {
        return hosts.stream()
                .flatMap(host -> host.find(id).stream())
                .flatMap(loop -> loop.addresses().stream())
                .toList();
    }

    @Override
    public void close() {
        hosts.forEach(HostSupervisor::close);
    }
}
