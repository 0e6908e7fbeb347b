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


@situation("The supervisor has no free file descriptor for 20 s.", "A probe that cannot be carried out is inconclusive.",
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


@situation("The supervisor has only 2 % of a CPU for 40 s.", "A probe is inconclusive if the response was there in time.",
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


@situation("The supervisor freezes for 3 s again and again, for 40 s.", "A timeout caused by the supervisor is inconclusive.",
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


@situation("The supervisor hangs for 30 s while a user stops a container.", "The stop is respected, although it is noticed late.",
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


@situation("The supervisor is down while a user stops a container.",
           "The supervisor did not see the end, which may have been intentional.", needs="process", alone=True)
def down_during_stop(s):
    return away(s, "stop", "-t", 2)


@situation("The supervisor is down while a user kills a container.",
           "The supervisor did not see the end, which may have been intentional.", needs="process", alone=True)
def down_during_kill(s):
    return away(s, "kill")


@situation("The supervisor starts for the first time, next to a container that crashed before.",
           "The supervisor did not see the end, which may have been intentional.", needs="process", alone=True)
def down_before_crash(s):
    s.supervisor.stop()
    s.run(check=None, env={"LIFE": 3, "CODE": 1}, restart="no", wait=False)
    s.wait(6)
    s.supervisor.start()
    s.wait(25)
    return s.wrong(), None


@situation("A job completes, and the supervisor is restarted.", "The completion of the job is still valid.", needs="process",
           alone=True)
def restarted_after_job(s):
    s.run(check=None, env={"LIFE": 3}, restart="no", wait=False)
    s.wait(6)
    s.supervisor.stop()
    s.supervisor.start()
    s.wait(25)
    return s.wrong(), None


@situation("The supervisor is restarted while a container needs 25 s to start.",
           "The start period begins with the start of the container.", needs="process", alone=True)
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
           "The budget of five survives a restart of the supervisor.", needs="process", alone=True, limit=5)
def restarted_during_loop(s):
    s.run(check=None, env={"LIFE": 1, "CODE": 1}, wait=False)
    for _ in range(2):
        s.wait(20)
        s.supervisor.stop()
        s.supervisor.start()
    s.wait(40)
    return s.wrong(), None


@situation("The supervisor is killed in the middle of a restart and started again.",
           "The engine completes the restart; a second call would be one too many.", needs="process", alone=True, limit=1)
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


@situation("Two instances of Dogwatch watch one engine, and a user stops a container.", "The stop applies to both instances.",
           needs="dogwatch", alone=True)
def two_instances_stop(s):
    with second_dogwatch(s):
        web = s.run()
        s.user("stop", "-t", 2, web)
        s.wait(25)
        return s.wrong(), None


@situation("The data directory is full while a user stops a container, and again while the container fails.",
           "Dogwatch carries out no action that it cannot record.", needs="dogwatch", alone=True, limit=1)
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
