package io.dogwatch.supervise;

import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people have ordered: maintenance of single targets, and the switch that stops all remedies. */
final class FleetOrders {

    private record Maintenance(Instant until, boolean mutes) {}

    private final FleetAgenda agenda;
    private final Runnable changed;
    private final Map<String, Maintenance> maintenance = new HashMap<>();
    private Optional<Instant> stoppedUntil = Optional.empty();

    FleetOrders(FleetAgenda agenda, Runnable changed) {
        this.agenda = agenda;
        this.changed = changed;
    }

    void maintain(String name, Duration length, boolean mutes) {
        Maintenance order = new Maintenance(agenda.now().plus(length), mutes);
        maintenance.put(name, order);
        agenda.after(length, () -> {
            maintenance.remove(name, order);
            changed.run();
        });
        changed.run();
    }

    void stopAll(Duration length) {
        stoppedUntil = Optional.of(agenda.now().plus(length));
        agenda.after(length, () -> {
            stoppedUntil = Optional.empty();
            changed.run();
        });
        changed.run();
    }

    List<Hold> holds(String name) {
        List<Hold> holds = new ArrayList<>();
        stoppedUntil.ifPresent(until -> holds.add(new Hold(Reason.RESTARTS_DISABLED, "kim", Optional.of(until))));
        Optional.ofNullable(maintenance.get(name))
                .ifPresent(order -> holds.add(new Hold(Reason.MAINTENANCE, "", Optional.of(order.until()))));
        return holds;
    }

    boolean mutes(String name) {
        return Optional.ofNullable(maintenance.get(name))
                .map(Maintenance::mutes)
                .orElse(false);
    }

    /** Whether anything is in force. */
    boolean isAnything() {
        return stoppedUntil.isPresent() || !maintenance.isEmpty();
    }
}
