"""Trouble of the supervisor itself."""

import contextlib
import os
import resource
import signal
import subprocess

from harm.situation import situation
from harm.supervisors.dogwatch import Dogwatch
from harm.throttle import Throttle

THEME = "The supervisor itself"


@situation("The supervisor has no free file descriptor for 20 s.", "It cannot probe, which says nothing about the container.",
           needs="process", alone=True)
def no_file_descriptors(s):
    web = s.run()
    pid = s.supervisor.process.pid
    limits = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (3, limits[1]))
    s.wait()
    resource.prlimit(pid, resource.RLIMIT_NOFILE, limits)
    s.wait(10)
    wrong = s.wrong()
    s.await_ready(web)
    return wrong, s.control(web)


@situation("The supervisor has only 2 % of a CPU for 40 s.", "Its probes time out although the container has responded.",
           needs="process", alone=True, selected=True)
def starved(s):
    web = s.run()
    limit = Throttle(0.02, s.supervisor.process.pid)
    try:
        s.wait(40)
    finally:
        limit.release()
    s.wait(10)
    wrong = s.wrong()
    s.await_ready(web)
    return wrong, s.control(web)


@situation("The supervisor stops for 3 s again and again, for 40 s.", "Its late probes say nothing about the container.",
           needs="process", alone=True)
def stutters(s):
    web = s.run()
    for _ in range(8):
        os.killpg(s.supervisor.process.pid, signal.SIGSTOP)
        s.wait(3)
        os.killpg(s.supervisor.process.pid, signal.SIGCONT)
        s.wait(2)
    s.wait(5)
    wrong = s.wrong()
    s.await_ready(web)
    return wrong, s.control(web)


@situation("The supervisor hangs for 30 s while a user stops a container.", "It learns of the stop later, and the stop counts.",
           needs="process", roles="web stopped", alone=True)
def hangs(s):
    web, stopped = s.run("web"), s.run("stopped")
    os.killpg(s.supervisor.process.pid, signal.SIGSTOP)
    s.user("stop", "-t", 2, stopped)
    s.wait(30)
    os.killpg(s.supervisor.process.pid, signal.SIGCONT)
    s.wait()
    wrong = s.wrong()
    s.await_ready(web)
    return wrong, s.control(web)


def away(s, *command, **options):
    """The supervisor is down while a user does something to a container."""
    web = s.run(**options)
    s.supervisor.stop()
    s.user(*command, web)
    s.wait(3)
    s.supervisor.start()
    s.wait(25)
    wrong = s.wrong()
    s.user("start", web)
    s.await_ready(web)
    return wrong, s.control(web)


@situation("The supervisor is down while a user stops a container.", "The stop may have been intentional, and was.",
           needs="process", alone=True)
def down_during_stop(s):
    return away(s, "stop", "-t", 2)


@situation("The supervisor is down while a user kills a container.", "The kill may have been intentional, and was.",
           needs="process", alone=True)
def down_during_kill(s):
    return away(s, "kill")


@situation("The supervisor starts for the first time, next to a container that crashed before.",
           "The container may have been left down on purpose.", needs="process", alone=True)
def down_before_crash(s):
    s.supervisor.stop()
    s.run(check=None, env={"LIFE": 3, "CODE": 1}, restart="no", wait=False)
    s.wait(6)
    s.supervisor.start()
    s.wait(25)
    return s.wrong(), None


@situation("A job completes, and the supervisor is restarted.", "The job is still completed.", needs="process", alone=True)
def restarted_after_job(s):
    s.run(check=None, env={"LIFE": 3}, restart="no", wait=False)
    s.wait(6)
    s.supervisor.stop()
    s.supervisor.start()
    s.wait(25)
    return s.wrong(), None


@situation("The supervisor is restarted while a container needs 25 s to start.", "The start period belongs to the container.",
           needs="process", alone=True)
def restarted_during_start(s):
    web = s.run(boot=25, start=45, wait=False)
    s.wait(3)
    s.supervisor.stop()
    s.supervisor.start()
    s.wait(30)
    wrong = s.wrong()
    s.await_ready(web)
    return wrong, s.control(web)


@situation("The supervisor is restarted twice next to a container that crashes forever.",
           "A restart of the supervisor does not renew the budget of five.", needs="process", alone=True, limit=5)
def restarted_during_loop(s):
    s.run(check=None, env={"LIFE": 1, "CODE": 1}, wait=False)
    for _ in range(2):
        s.wait(20)
        s.supervisor.stop()
        s.supervisor.start()
    s.wait(40)
    return s.wrong(), None


@situation("The supervisor is killed in the middle of a restart and started again.",
           "The restart was called once, and must not be called again.", needs="process", alone=True, limit=1)
def killed_during_restart(s):
    web = s.run(env={"DRAIN": 6}, flags=["--stop-timeout=20"])
    s.fail(web, "404" if s.supervisor.name == "monit" else "hang")
    s.until(lambda: s.engine.events.of(s.ids(()), "kill", s.began), 60, "the restart", must=True)
    s.wait(1)
    s.supervisor.kill()
    s.wait(1)
    s.supervisor.start()
    s.wait(30)
    return s.wrong(), s.starts() > 1


@contextlib.contextmanager
def second_dogwatch(s):
    second = Dogwatch(s.play, suffix="-2")
    second.start()
    try:
        yield second
    finally:
        second.stop()


@situation("Two instances of Dogwatch watch one engine, and a container fails four times.",
           "Each failure needs one restart, not two.", needs="dogwatch", alone=True, limit=4)
def two_instances(s):
    with second_dogwatch(s) as second:
        web, healed = s.run(), True
        extra = 0
        for how in ("hang", "404", "exit", "hang"):
            s.await_ready(web)
            second.await_ready(web)
            before = s.starts(web)
            healed &= s.control(web, how, within=30)
            s.wait(15)
            extra += max(0, s.starts(web) - before - 1)
        return extra, healed


@situation("Two instances of Dogwatch watch one engine, and a user stops a container.", "Neither of them may start it.",
           needs="dogwatch", alone=True)
def two_instances_stop(s):
    with second_dogwatch(s):
        web = s.run()
        s.user("stop", "-t", 2, web)
        s.wait(25)
        return s.wrong(), None


@situation("The data directory is full while a user stops a container, and while the container fails later.",
           "An action that cannot be recorded is not carried out; with free space it is.", needs="dogwatch", alone=True, limit=1)
def data_directory_full(s):
    s.supervisor.stop()
    mount = s.play.folder / "small"
    mount.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", mount], check=True)
    usual, s.supervisor.data = s.supervisor.data, mount
    try:
        s.supervisor.start()
        web = s.run()
        for file, block in ("fill", 65536), ("rest", 512):
            with contextlib.suppress(OSError), open(mount / file, "wb", buffering=0) as fill:
                while fill.write(b"\0" * block):
                    pass
        s.user("stop", "-t", 1, web)
        s.wait(15)
        wrong = max(0, s.starts() - s.asked[s.names[web]])
        s.user("start", web)
        s.wait(8)
        before = s.starts(web)
        s.fail(web)
        s.wait(10)
        s.notes.append("%d restarts while it was full" % (s.starts(web) - before))
        (mount / "fill").unlink()
        return wrong, s.healed(web, before, 60)
    finally:
        s.supervisor.stop()
        s.supervisor.data = usual
        subprocess.run(["umount", "-l", mount], check=False)
        s.supervisor.start()
