package io.dogwatch.supervise;

import io.dogwatch.hold.Held;
import io.dogwatch.hold.Holds;
import io.dogwatch.target.TargetId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a test orders. */
final class SettableHolds implements Holds {

    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    void order(String name, Held what) {
        held.put(name, what);
        listeners.forEach(Runnable::run);
    }

    /** Nobody is told: it is seen when it is looked up. */
    void stop() {
        stopped = true;
    }

    @Override
    public Held on(TargetId target, Map<String, String> labels) {
        return held.getOrDefault(target.name(), Held.NOTHING);
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
