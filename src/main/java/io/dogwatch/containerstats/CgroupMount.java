package io.dogwatch.containerstats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where cgroups can be seen.
 *
 * @param root which cgroup is at the mount point: {@code /}, or another one if only a part is mounted
 * @param controllers of version 1; empty for version 2
 */
record CgroupMount(Path point, String root, Set<String> controllers) {

    static final List<String> CONTROLLERS = List.of("memory", "cpu", "cpuacct", "pids");

    boolean isUnified() {
        return controllers.isEmpty();
    }

    /** The folder of a cgroup below the mounted one. The path of any other cgroup contains {@code ..}. */
    Optional<Path> folder(String cgroup) {
        String prefix = root.equals("/") ? "" : root;
        if (!cgroup.startsWith(prefix)) {
            return Optional.empty();
        }
        String rest = cgroup.substring(prefix.length());
        return (rest.isEmpty() || rest.startsWith("/")) && !(rest + "/").contains("/../")
                ? Optional.of(point.resolve(rest.replaceFirst("^/+", "")))
                : Optional.empty();
    }

    /** Those below the root of the engine's machine, from our own {@code /proc/self/mountinfo}. */
    static List<CgroupMount> read(String mountinfo, Path machineRoot) {
        List<CgroupMount> mounts = new ArrayList<>();
        for (String line : mountinfo.lines().toList()) {
            String[] halves = line.split(" - ", 2);
            String[] left = halves[0].split(" ");
            String[] right = halves.length < 2 ? new String[0] : halves[1].split(" ");
            if (left.length >= 5 && right.length >= 3 && Path.of(left[4]).startsWith(machineRoot)) {
                switch (right[0]) {
                    case "cgroup2" -> mounts.add(new CgroupMount(Path.of(left[4]), left[3], Set.of()));
                    case "cgroup" -> {
                        Set<String> controllers = Set.of(
                                Arrays.stream(right[2].split(",")).distinct().toArray(String[]::new));
                        mounts.add(new CgroupMount(Path.of(left[4]), left[3], controllers));
                    }
                    default -> {
                        // no cgroups
                    }
                }
            }
        }
        return mounts;
    }

    /** The default locations, used if the mounts are unknown. */
    static List<CgroupMount> usual(Machine machine) {
        List<CgroupMount> mounts = new ArrayList<>();
        for (String controller : CONTROLLERS) {
            mounts.add(new CgroupMount(machine.at("/sys/fs/cgroup/" + controller), "/", Set.of(controller)));
        }
        mounts.add(new CgroupMount(machine.at("/sys/fs/cgroup"), "/", Set.of()));
        return mounts;
    }
}
