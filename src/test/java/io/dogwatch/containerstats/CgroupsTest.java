package io.dogwatch.containerstats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both versions of cgroups and both of Docker's drivers are read. */
class CgroupsTest {

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock();

    @Test
    void versionOneIsReadAsDockerStatsReadsIt() throws IOException {
        String cgroup = "/docker/" + Boxes.ID;
        FakeRoot root = new FakeRoot(folder)
                .file("/proc/meminfo", "MemTotal:       24000000 kB\n")
                .file(
                        "/proc/7/cgroup",
                        "8:pids:" + cgroup + "\n4:memory:" + cgroup + "\n2:cpuacct:" + cgroup + "\n1:cpu:" + cgroup
                                + "\n0::" + cgroup + "\n")
                .file("/sys/fs/cgroup/memory" + cgroup + "/memory.usage_in_bytes", "2723840\n")
                .file("/sys/fs/cgroup/memory" + cgroup + "/memory.limit_in_bytes", "67108864\n")
                .file(
                        "/sys/fs/cgroup/memory" + cgroup + "/memory.stat",
                        "cache 1978368\ninactive_file 1\ntotal_inactive_anon 98304\ntotal_inactive_file 266240\n")
                .file("/sys/fs/cgroup/cpu" + cgroup + "/cpu.cfs_quota_us", "50000\n")
                .file("/sys/fs/cgroup/cpu" + cgroup + "/cpu.cfs_period_us", "100000\n")
                .file("/sys/fs/cgroup/cpuacct" + cgroup + "/cpuacct.usage", "109854598\n")
                .file("/sys/fs/cgroup/pids" + cgroup + "/pids.current", "4\n")
                .file("/sys/fs/cgroup/pids" + cgroup + "/pids.max", "50\n");

        assertThat(usage(root))
                .isEqualTo(new Usage(
                        Boxes.START,
                        OptionalLong.of(2723840 - 266240),
                        OptionalLong.of(67108864),
                        OptionalLong.of(109854598),
                        OptionalDouble.of(0.5),
                        true,
                        OptionalLong.of(4),
                        OptionalLong.of(50)));
    }

    @Test
    void versionTwoIsReadWithTheDriverSystemd() throws IOException {
        String cgroup = "/system.slice/docker-" + Boxes.ID + ".scope";
        FakeRoot root = two("0::" + cgroup + "\n", cgroup)
                .file("/sys/fs/cgroup" + cgroup + "/memory.max", "268435456\n")
                .file("/sys/fs/cgroup" + cgroup + "/cpu.max", "150000 100000\n");

        assertThat(usage(root))
                .isEqualTo(new Usage(
                        Boxes.START,
                        OptionalLong.of(9_000_000),
                        OptionalLong.of(268435456),
                        OptionalLong.of(1_500_000_000),
                        OptionalDouble.of(1.5),
                        true,
                        OptionalLong.of(12),
                        OptionalLong.empty()));
    }

    @Test
    void withoutLimitsTheMachineIsTheLimitOfItsProcessorsOnly() throws IOException {
        String cgroup = "/docker/" + Boxes.ID;
        FakeRoot root = two("0::" + cgroup + "\n", cgroup)
                .file("/proc/stat", "cpu  1 2 3\ncpu0 1 2 3\ncpu1 1 2 3\nintr 5\n")
                .file("/sys/fs/cgroup" + cgroup + "/memory.max", "max\n")
                .file("/sys/fs/cgroup" + cgroup + "/cpu.max", "max 100000\n");

        Usage usage = usage(root);

        assertThat(usage.memoryLimit()).isEmpty();
        assertThat(usage.cores()).hasValue(2);
        assertThat(usage.hasQuota()).isFalse();
    }

    @Test
    void fromWithinACgroupNamespaceTheFolderIsFoundByItsName() throws IOException {
        String cgroup = "/custom.slice/docker-" + Boxes.ID + ".scope";
        FakeRoot root = two("0::/../../custom.slice/docker-" + Boxes.ID + ".scope\n", cgroup);

        assertThat(usage(root).memory()).hasValue(9_000_000);
    }

    @Test
    void whatIsNoNumberOrMissingIsAbsent() throws IOException {
        String cgroup = "/docker/" + Boxes.ID;
        FakeRoot root = new FakeRoot(folder)
                .file("/proc/7/cgroup", "0::" + cgroup + "\n")
                .file("/sys/fs/cgroup" + cgroup + "/memory.current", "lots\n")
                .file("/sys/fs/cgroup" + cgroup + "/pids.current", "3\n")
                .file("/sys/fs/cgroup" + cgroup + "/cpu.stat", "usage_usec\nusage_usec x\n");

        assertThat(usage(root).memory()).isEmpty();
        assertThat(usage(root).cpuNanos()).isEmpty();
        assertThat(usage(root).pids()).hasValue(3);
    }

    @Test
    void mountsAreReadFromMountinfo() {
        String mountinfo = """
                22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
                31 30 0:28 / /host/sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct
                34 30 0:31 /docker/x /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory
                40 30 0:37 /../.. /host/sys/fs/cgroup/unified rw shared:5 - cgroup2 cgroup2 rw
                broken
                """;

        assertThat(CgroupMount.read(mountinfo, Path.of("/host")))
                .containsExactly(
                        new CgroupMount(
                                Path.of("/host/sys/fs/cgroup/cpu,cpuacct"), "/", Set.of("rw", "cpu", "cpuacct")),
                        new CgroupMount(Path.of("/host/sys/fs/cgroup/unified"), "/../..", Set.of()));
    }

    @Test
    void aPartialMountHoldsOnlyWhatIsBelowIt() {
        CgroupMount part = new CgroupMount(Path.of("/c"), "/../..", Set.of());

        assertThat(part.folder("/../../system.slice/a.scope")).contains(Path.of("/c/system.slice/a.scope"));
        assertThat(part.folder("/elsewhere")).isEmpty();
        assertThat(new CgroupMount(Path.of("/c"), "/", Set.of()).folder("/../x"))
                .isEmpty();
        assertThat(new CgroupMount(Path.of("/c"), "/a", Set.of()).folder("/ab")).isEmpty();
    }

    @Test
    void theProcessesOfACgroupAndOfThoseBelowItAreListed() throws IOException {
        String cgroup = "/docker/" + Boxes.ID;
        FakeRoot root = two("0::" + cgroup + "\n", cgroup)
                .file("/sys/fs/cgroup" + cgroup + "/cgroup.procs", "7\n8\n")
                .file("/sys/fs/cgroup" + cgroup + "/init.scope/cgroup.procs", "9\n");

        assertThat(root.cgroups(clock).processes(new MainProcess(root.machine(), Boxes.running(7))))
                .isEqualTo(List.of("7", "8", "9"));
    }

    private FakeRoot two(String paths, String cgroup) throws IOException {
        return new FakeRoot(folder)
                .file("/proc/7/cgroup", paths)
                .file("/sys/fs/cgroup" + cgroup + "/memory.current", "10000000\n")
                .file("/sys/fs/cgroup" + cgroup + "/memory.stat", "anon 5\ninactive_file 1000000\n")
                .file("/sys/fs/cgroup" + cgroup + "/cpu.stat", "usage_usec 1500000\nuser_usec 1\n")
                .file("/sys/fs/cgroup" + cgroup + "/pids.current", "12\n")
                .file("/sys/fs/cgroup" + cgroup + "/pids.max", "max\n");
    }

    private Usage usage(FakeRoot root) {
        return root.cgroups(clock)
                .usage(new MainProcess(root.machine(), Boxes.running(7)))
                .orElseThrow();
    }
}
