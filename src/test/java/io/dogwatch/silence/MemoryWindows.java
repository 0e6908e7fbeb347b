package io.dogwatch.silence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps windows for as long as a test lasts, and can be made unwritable. */
public final class MemoryWindows implements SilenceStore {

    private final Map<String, Silence> windows = new LinkedHashMap<>();
    public volatile boolean broken;

    @Override
    public synchronized List<Silence> windows() {
        return new ArrayList<>(windows.values());
    }

    @Override
    public synchronized void save(Silence window) {
        if (broken) {
            throw new IllegalStateException("disk full");
        }
        windows.put(window.id(), window);
    }
}
