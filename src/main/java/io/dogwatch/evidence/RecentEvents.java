package io.dogwatch.evidence;

import io.dogwatch.docker.EngineEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The engine's newest events about each container, by name: a recreated container keeps the events of its
 * predecessor. Bounded: the names without events for the longest time are dropped. Safe for use by many threads.
 */
final class RecentEvents {

    static final int MAX_EVENTS = 50;
    static final int MAX_NAMES = 4096;

    private final Map<String, Deque<EngineEvent>> byName = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<EngineEvent>> eldest) {
            return size() > MAX_NAMES;
        }
    };

    synchronized void add(EngineEvent event) {
        add(event.name(), event);
        event.oldName().ifPresent(old -> add(old, event));
    }

    private void add(String name, EngineEvent event) {
        Deque<EngineEvent> events = byName.computeIfAbsent(name, its -> new ArrayDeque<>());
        events.addLast(event);
        if (events.size() > MAX_EVENTS) {
            events.removeFirst();
        }
    }

    /** Oldest first, one line each. */
    synchronized String of(String name) {
        Deque<EngineEvent> events = byName.get(name);
        if (events == null) {
            return "The engine has reported no event about it since Dogwatch started.\n";
        }
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(line(event)).append('\n'));
        return text.toString();
    }

    private static String line(EngineEvent event) {
        StringBuilder line = new StringBuilder(String.format("%-30s  %s", event.at(), event.action()));
        event.exitCode().ifPresent(code -> line.append(", exit code ").append(code));
        event.signal().ifPresent(signal -> line.append(", signal ").append(signal));
        event.oldName()
                .ifPresent(
                        old -> line.append(", from ").append(old).append(" to ").append(event.name()));
        String id = event.containerId();
        return line.append("  (")
                .append(id, 0, Math.min(12, id.length()))
                .append(')')
                .toString();
    }
}
