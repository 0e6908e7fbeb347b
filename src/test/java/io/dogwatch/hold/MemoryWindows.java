package io.dogwatch.hold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps windows for as long as a test lasts, and can be made unwritable. */
public final class MemoryWindows implements WindowStore {

    private final Map<String, Window> windows = new LinkedHashMap<>();
    public volatile boolean broken;

    @Override
    public synchronized List<Window> windows() {
        return new ArrayList<>(windows.values());
    }

    @Override
    public synchronized void save(Window window) {
        if (broken) {
            throw new IllegalStateException("disk full");
        }
        windows.put(window.id(), window);
    }
}
