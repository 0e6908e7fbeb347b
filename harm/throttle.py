"""Limits the CPU of a process by a cgroup."""

import contextlib
import os
import pathlib
import time

PERIOD = 100000
ROOT = pathlib.Path("/sys/fs/cgroup")


class Throttle:
    """A cgroup with a share of one CPU, such as 0.02. Version 2 (cpu.max) if it has the cpu controller, else version 1."""

    def __init__(self, share, pid):
        self.pid = pid
        quota = max(1000, int(share * PERIOD))
        if self.version2():
            self.group, values = ROOT / ("dogwatch-harm-%d" % pid), {"cpu.max": "%d %d" % (quota, PERIOD)}
            with contextlib.suppress(OSError):
                (ROOT / "cgroup.subtree_control").write_text("+cpu")
        elif (ROOT / "cpu/cpu.cfs_quota_us").exists():
            self.group = ROOT / "cpu" / ("dogwatch-harm-%d" % pid)
            values = {"cpu.cfs_period_us": PERIOD, "cpu.cfs_quota_us": quota}
        else:
            raise OSError("no cgroup with a cpu controller below %s: the CPU cannot be limited" % ROOT)
        self.before = pathlib.Path("/proc/%d/cgroup" % pid).read_text()
        self.group.mkdir(exist_ok=True)
        for file, value in values.items():
            (self.group / file).write_text(str(value))
        (self.group / "cgroup.procs").write_text(str(pid))

    @staticmethod
    def version2():
        with contextlib.suppress(OSError):
            return "cpu" in (ROOT / "cgroup.controllers").read_text().split()
        return False

    def release(self):
        """Ends the limit. The process returns to its earlier cgroup."""
        controller = "" if self.group.parent == ROOT else "cpu"
        earlier = next((line.split(":", 2)[2] for line in self.before.splitlines()
                        if controller in line.split(":", 2)[1].split(",")), "/")
        with contextlib.suppress(OSError):
            (self.group.parent / earlier.lstrip("/") / "cgroup.procs").write_text(str(self.pid))
        with contextlib.suppress(OSError):
            for _ in range(20):
                if not (self.group / "cgroup.procs").read_text().strip():
                    break
                time.sleep(0.1)
            os.rmdir(self.group)
