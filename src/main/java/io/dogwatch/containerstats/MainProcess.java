package io.dogwatch.containerstats;

import io.dogwatch.model.ContainerSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The main process of a container in the machine's {@code /proc}. A process id alone proves nothing: the process
 * may have ended, and its id may have been reused. After reading, callers check {@link #isStill()} and discard the
 * data if it is false.
 */
record MainProcess(Machine machine, ContainerSnapshot container) {

    private static final Pattern ANY_ID = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    /** Between the start that the engine notes and the one that the kernel counts in hundredths since its boot. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    /** {@code USER_HZ}: the same on every architecture that Docker runs on. */
    private static final int TICKS = 100;

    Path folder() {
        return machine.at("/proc/" + container.pid());
    }

    boolean isVisible() {
        return container.pid() > 0 && Files.isDirectory(folder());
    }

    /** Whether the process with that number belongs to the container now. */
    boolean isStill() {
        if (container.pid() <= 0) {
            return false;
        }
        Optional<String> cgroup = Machine.text(folder().resolve("cgroup"));
        if (cgroup.isEmpty()) {
            return false;
        }
        if (container.id().length() >= 32 && cgroup.get().contains(container.id())) {
            return true;
        }
        // Some engines use other cgroup names. A process in another container's cgroup is never ours.
        return !ANY_ID.matcher(cgroup.get()).find() && startedTogether();
    }

    private boolean startedTogether() {
        Optional<Instant> boot = Machine.text(machine.at("/proc/stat"), 1 << 20)
                .flatMap(text -> Numbers.field(text, "btime").stream()
                        .mapToObj(Instant::ofEpochSecond)
                        .findFirst());
        Optional<Instant> started = Machine.text(folder().resolve("stat"))
                .map(MainProcess::startTicks)
                .flatMap(ticks -> ticks.isPresent() && boot.isPresent()
                        ? Optional.of(boot.get().plusMillis(ticks.orElse(0) * 1000 / TICKS))
                        : Optional.empty());
        return started.isPresent()
                && container.startedAt().isPresent()
                && Duration.between(started.get(), container.startedAt().get())
                                .abs()
                                .compareTo(SLACK)
                        <= 0;
    }

    /** The 22nd field; the second, the program's name in brackets, may hold anything, brackets too. */
    static OptionalLong startTicks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length > 19 ? Numbers.read(fields[19]) : OptionalLong.empty();
    }
}
