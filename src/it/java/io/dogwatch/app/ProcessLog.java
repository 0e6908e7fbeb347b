package io.dogwatch.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What a process has written, line by line, and what is done to it in the moment in which it writes one. Thread-safe. */
final class ProcessLog {

    private static final int END = 40;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile Optional<Trap> trap = Optional.empty();

    private record Trap(String part, Consumer<Process> kill, CompletableFuture<Void> sprung) {}

    /** Until it writes nothing more. */
    void read(Process child) {
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                String written = line;
                trap.filter(armed -> !armed.sprung().isDone() && written.contains(armed.part()))
                        .ifPresent(armed -> {
                            armed.kill().accept(child);
                            armed.sprung().complete(null);
                        });
            }
        } catch (IOException e) {
            lines.add("(its output ended: " + e + ")");
        }
    }

    /** @param kill what is done to the process that next writes a line with {@code part}; once */
    void setTrap(String part, Consumer<Process> kill) {
        trap = Optional.of(new Trap(part, kill, new CompletableFuture<>()));
    }

    boolean hasTrapSprung() {
        return trap.orElseThrow().sprung().isDone();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** For the message of a failure. */
    String end() {
        List<String> all = lines();
        return "\n--- its log ends:\n" + String.join("\n", all.subList(Math.max(0, all.size() - END), all.size()));
    }
}
