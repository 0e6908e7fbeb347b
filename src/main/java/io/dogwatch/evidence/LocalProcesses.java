package io.dogwatch.evidence;

import io.dogwatch.model.ContainerSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at a container's processes and control group through the machine's own /proc and /sys, where Dogwatch can see
 * them: in a few milliseconds, where the engine's {@code stats} call takes a second and its {@code top} starts a process.
 * Understands control groups v1 and v2. Safe for use by many threads.
 */
final class LocalProcesses {

    private static final int MAX = 200;
    private static final int MAX_COMMAND_LENGTH = 1000;
    private static final Map<String, List<String>> USAGE_FILES = usageFiles();

    private final Path root;

    /** @param root {@code /}, or where the machine's /proc and /sys are mounted */
    LocalProcesses(Path root) {
        this.root = root;
    }

    /** The table of processes; empty when the container's are not to be seen from here. */
    Optional<String> table(ContainerSnapshot container) {
        return cgroups(container).map(groups -> {
            StringBuilder table =
                    new StringBuilder("PID      STATE WAITS-IN                 THREADS  RSS-KB   COMMAND\n");
            List<String> pids = pids(groups);
            pids.stream().limit(MAX).forEach(pid -> table.append(line(pid)));
            if (pids.size() > MAX) {
                table.append("and ").append(pids.size() - MAX).append(" more\n");
            }
            return table.toString();
        });
    }

    /** Memory, CPU and process counts; empty when they are not to be seen from here. */
    Optional<String> usage(ContainerSnapshot container) {
        return cgroups(container).map(groups -> {
            StringBuilder usage = new StringBuilder();
            groups.forEach((controller, group) -> {
                for (String file : USAGE_FILES.getOrDefault(controller, List.of())) {
                    read(group.resolve(file))
                            .ifPresent(value -> usage.append(file)
                                    .append(": ")
                                    .append(value.strip().replace("\n", "; "))
                                    .append('\n'));
                }
            });
            return usage.toString();
        });
    }

    /** The container's control groups by controller; "" is the unified one. Empty unless the pid is really its own. */
    private Optional<Map<String, Path>> cgroups(ContainerSnapshot container) {
        if (container.pid() <= 0) {
            return Optional.empty();
        }
        Optional<String> text = read(root.resolve("proc/" + container.pid() + "/cgroup"));
        // The pid is the engine's machine's. Here it may be another process, or Dogwatch may run elsewhere.
        if (text.isEmpty() || !text.get().contains(container.id())) {
            return Optional.empty();
        }
        Map<String, Path> groups = new LinkedHashMap<>();
        for (String line : text.get().split("\n")) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && parts[2].contains(container.id())) {
                for (String controller : parts[1].split(",")) {
                    String folder = controller.isEmpty() ? "" : parts[1];
                    Path group = root.resolve("sys/fs/cgroup/" + folder + parts[2]);
                    groups.put(
                            controller,
                            Files.isDirectory(group) ? group : root.resolve("sys/fs/cgroup/" + controller + parts[2]));
                }
            }
        }
        return groups.isEmpty() ? Optional.empty() : Optional.of(groups);
    }

    private List<String> pids(Map<String, Path> groups) {
        for (Path group : groups.values()) {
            Optional<String> procs = read(group.resolve("cgroup.procs"));
            if (procs.isPresent() && !procs.get().isBlank()) {
                return List.of(procs.get().strip().split("\n"));
            }
        }
        return List.of();
    }

    private String line(String pid) {
        Path folder = root.resolve("proc/" + pid);
        Map<String, String> status = new LinkedHashMap<>();
        for (String line : read(folder.resolve("status")).orElse("").split("\n")) {
            String[] parts = line.split(":", 2);
            if (parts.length == 2) {
                status.put(parts[0], parts[1].strip());
            }
        }
        String command =
                read(folder.resolve("cmdline")).orElse("").replace('\0', ' ').strip();
        if (command.isEmpty()) {
            command = "[" + status.getOrDefault("Name", "?") + "]";
        }
        return String.format(
                "%-8s %-5s %-24s %7s %8s   %s%n",
                pid,
                status.getOrDefault("State", "?").substring(0, 1),
                read(folder.resolve("wchan")).orElse("-"),
                status.getOrDefault("Threads", "?"),
                status.getOrDefault("VmRSS", "0").replace(" kB", ""),
                command.length() <= MAX_COMMAND_LENGTH ? command : command.substring(0, MAX_COMMAND_LENGTH) + "…");
    }

    private static Optional<String> read(Path file) {
        try {
            byte[] bytes = new byte[16 * 1024];
            try (var in = Files.newInputStream(file)) {
                int length = in.readNBytes(bytes, 0, bytes.length);
                return Optional.of(new String(bytes, 0, length, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Map<String, List<String>> usageFiles() {
        Map<String, List<String>> files = new LinkedHashMap<>();
        files.put(
                "memory",
                List.of(
                        "memory.usage_in_bytes",
                        "memory.limit_in_bytes",
                        "memory.max_usage_in_bytes",
                        "memory.failcnt"));
        files.put("cpuacct", List.of("cpuacct.usage"));
        files.put("pids", List.of("pids.current", "pids.max"));
        // Control groups v2 have one tree, with an empty controller name
        files.put(
                "",
                List.of("memory.current", "memory.max", "memory.peak", "memory.events", "cpu.stat", "pids.current"));
        return files;
    }
}
