package io.dogwatch.supervise;

import io.dogwatch.model.TargetId;
import io.dogwatch.silence.ActiveHolds;
import io.dogwatch.silence.HoldRules;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a test orders. */
final class SettableHolds implements HoldRules {

    private final Map<String, ActiveHolds> held = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    void order(String name, ActiveHolds what) {
        held.put(name, what);
        listeners.forEach(Runnable::run);
    }

    /** Nobody is told: it is seen when it is looked up. */
    void stop() {
        stopped = true;
    }

    @Override
    public ActiveHolds on(TargetId target, Map<String, String> labels) {
        return held.getOrDefault(target.name(), ActiveHolds.NOTHING);
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
