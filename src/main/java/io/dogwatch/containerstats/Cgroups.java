package io.dogwatch.containerstats;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Reads what a container uses from the files of its cgroups, versions 1 and 2: some ten small files, well under a
 * millisecond, and nothing for the engine. Safe for use by many threads.
 */
final class Cgroups {

    /** What version 1 shows for no limit is the largest multiple of the page size; no machine has so much. */
    private static final long UNLIMITED = 1L << 60;

    private static final int MAX_FOLDERS = 200;

    private final Machine machine;
    private final CgroupFolders folders;
    private final InstantSource clock;

    Cgroups(Machine machine, List<CgroupMount> mounts, InstantSource clock) {
        this.machine = machine;
        this.folders = new CgroupFolders(mounts);
        this.clock = clock;
    }

    /** By the mounts as Dogwatch itself sees them, else at the usual places. */
    static Cgroups of(Machine machine, InstantSource clock) {
        List<CgroupMount> mounts = Machine.text(Path.of("/proc/self/mountinfo"), 4 << 20)
                .map(text -> CgroupMount.read(text, machine.root()))
                .filter(found -> !found.isEmpty())
                .orElseGet(() -> CgroupMount.usual(machine));
        return new Cgroups(machine, mounts, clock);
    }

    /** Empty if the process no longer belongs to the container, or its cgroups are not visible. */
    Optional<Usage> usage(MainProcess process) {
        Optional<CgroupPaths> paths = paths(process);
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        String id = process.container().id();
        Usage usage = read(paths.get(), id);
        boolean seen = usage.memory().isPresent()
                || usage.cpuNanos().isPresent()
                || usage.pids().isPresent();
        return seen && process.isStill() ? Optional.of(usage) : Optional.empty();
    }

    private static Optional<CgroupPaths> paths(MainProcess process) {
        return process.isVisible()
                ? Machine.text(process.folder().resolve("cgroup")).map(CgroupPaths::read)
                : Optional.empty();
    }

    private Usage read(CgroupPaths paths, String id) {
        Optional<Path> memory = folders.of("memory", paths, id);
        Optional<Path> cpu = folders.of("cpu", paths, id);
        Optional<Path> pids = folders.of("pids", paths, id);
        boolean firstMemory = paths.byController().containsKey("memory");
        OptionalLong cpuNanos = paths.byController().containsKey("cpuacct")
                ? number(folders.of("cpuacct", paths, id), "cpuacct.usage")
                : cpu.flatMap(folder -> Machine.text(folder.resolve("cpu.stat")))
                        .map(text -> times(Numbers.field(text, "usage_usec"), 1000))
                        .orElse(OptionalLong.empty());
        Optional<Double> quota =
                cpu.flatMap(paths.byController().containsKey("cpu") ? Cgroups::firstQuota : Cgroups::quota);
        Optional<Double> cores = quota.or(() -> machine.cores().map(Integer::doubleValue));
        return new Usage(
                clock.instant(),
                memory.map(folder -> firstMemory ? firstMemory(folder) : memory(folder))
                        .orElse(OptionalLong.empty()),
                limit(number(memory, firstMemory ? "memory.limit_in_bytes" : "memory.max")),
                cpuNanos,
                cores.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                quota.isPresent(),
                number(pids, "pids.current"),
                number(pids, "pids.max"));
    }

    private static OptionalLong firstMemory(Path folder) {
        return withoutIdleCache(Machine.number(folder.resolve("memory.usage_in_bytes")), folder, "total_inactive_file");
    }

    private static OptionalLong memory(Path folder) {
        return withoutIdleCache(Machine.number(folder.resolve("memory.current")), folder, "inactive_file");
    }

    /** As the docker command computes it (docker/cli, calculateMemUsageUnixNoCache). */
    private static OptionalLong withoutIdleCache(OptionalLong usage, Path folder, String field) {
        if (usage.isEmpty()) {
            return usage;
        }
        long idle = Machine.text(folder.resolve("memory.stat"))
                .map(text -> Numbers.field(text, field))
                .orElse(OptionalLong.empty())
                .orElse(0);
        return OptionalLong.of(idle < usage.getAsLong() ? usage.getAsLong() - idle : usage.getAsLong());
    }

    /** A limit above all the memory there is says nothing. */
    private OptionalLong limit(OptionalLong limit) {
        long most = machine.memory().orElse(UNLIMITED);
        return limit.isPresent() && limit.getAsLong() > 0 && limit.getAsLong() < most ? limit : OptionalLong.empty();
    }

    /** Version 1: -1 for none, which is no number here. */
    private static Optional<Double> firstQuota(Path folder) {
        return share(
                Machine.number(folder.resolve("cpu.cfs_quota_us")),
                Machine.number(folder.resolve("cpu.cfs_period_us")));
    }

    /** Version 2: {@code max 100000} or {@code 50000 100000}. */
    private static Optional<Double> quota(Path folder) {
        String[] parts =
                Machine.text(folder.resolve("cpu.max")).orElse("").strip().split(" ");
        return parts.length == 2 ? share(Numbers.read(parts[0]), Numbers.read(parts[1])) : Optional.empty();
    }

    private static Optional<Double> share(OptionalLong quota, OptionalLong period) {
        return quota.isPresent() && period.isPresent() && quota.getAsLong() > 0 && period.getAsLong() > 0
                ? Optional.of((double) quota.getAsLong() / period.getAsLong())
                : Optional.empty();
    }

    private static OptionalLong number(Optional<Path> folder, String file) {
        return folder.map(place -> Machine.number(place.resolve(file))).orElse(OptionalLong.empty());
    }

    private static OptionalLong times(OptionalLong number, long factor) {
        return number.isPresent() ? OptionalLong.of(number.getAsLong() * factor) : number;
    }

    /** The numbers of all processes in the container's cgroup and in those below it; empty if they cannot be seen. */
    List<String> processes(MainProcess process) {
        Optional<Path> top = paths(process)
                .flatMap(paths -> CgroupMount.CONTROLLERS.stream()
                        .flatMap(controller -> folders
                                .of(controller, paths, process.container().id())
                                .stream())
                        .findFirst());
        List<String> pids = new ArrayList<>();
        List<Path> open = new ArrayList<>(top.stream().toList());
        for (int next = 0; next < open.size() && next < MAX_FOLDERS; next++) {
            Machine.text(open.get(next).resolve("cgroup.procs"), 1 << 20)
                    .ifPresent(text -> text.lines().forEach(pids::add));
            open.addAll(CgroupFolders.children(open.get(next)));
        }
        return pids;
    }
}
