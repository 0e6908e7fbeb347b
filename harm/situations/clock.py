"""The wall clock of the supervisor. Played with --clock only: they need a C compiler."""

import contextlib
import os
import pathlib
import signal
import subprocess

from harm.situation import situation
from harm.situations.logs import beats

THEME = "Clock"

SOURCE = pathlib.Path(__file__).parent.parent / "clock.c"


@contextlib.contextmanager
def shifted(s, seconds=0):
    """A supervisor with a wall clock that is shifted by the seconds in the file given, and nothing else on this machine."""
    clock, library = s.play.folder / "clock", s.play.folder / "clock.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, SOURCE], check=True)
    clock.write_text(str(seconds))
    s.supervisor.stop()
    s.supervisor.env = {"LD_PRELOAD": str(library), "HARM_CLOCK": str(clock)}
    try:
        s.supervisor.start()
        yield clock
    finally:
        s.supervisor.stop()
        s.supervisor.env = {}
        s.supervisor.start()


def jumping(s, *jumps):
    """The clock jumps every 10 s: an http check, a manual stop, and a control."""
    with shifted(s) as clock:
        web, stopped = s.run("web"), s.run("stopped")
        s.user("stop", "-t", 2, stopped)
        for jump in (0, *jumps):
            clock.write_text(str(jump))
            s.wait(10)
        wrong = s.wrong()
        return wrong, s.control(web)


@situation("The clock jumps ahead by an hour and back.", "A jump of the clock is not a failure.", roles="web stopped",
           needs="clock", alone=True)
def clock_ahead(s):
    return jumping(s, 3600, 0)


@situation("The clock jumps back by an hour and ahead again.", "Timestamps in the future are not a failure.", roles="web stopped",
           needs="clock", alone=True)
def clock_back(s):
    return jumping(s, -3600, 0)


@situation("The clock jumps ahead by 40 s, as after a correction by NTP.", "The deadlines have not passed.", roles="web stopped",
           needs="clock", alone=True)
def clock_corrected(s):
    return jumping(s, 40, 40)


@situation("The supervisor's clock is 40 s behind the engine's.", "The start period and the manual stop still apply.",
           roles="web slow stopped", needs="clock", alone=True)
def clock_behind(s):
    with shifted(s, -40):
        web, stopped = s.run("web"), s.run("stopped")
        s.run("slow", boot=15, start=25, wait=False)
        s.user("stop", "-t", 2, stopped)
        s.wait(35)
        wrong = s.wrong()
        return wrong, s.control(web)


@situation("The supervisor's clock is 40 s ahead of the engine's.", "The start period and the manual stop still apply.",
           roles="web slow stopped", needs="clock", alone=True)
def clock_ahead_of_engine(s):
    with shifted(s, 40):
        web, stopped = s.run("web"), s.run("stopped")
        s.run("slow", boot=15, start=25, wait=False)
        s.user("stop", "-t", 2, stopped)
        s.wait(35)
        wrong = s.wrong()
        return wrong, s.control(web)


@situation("The clock jumps ahead by an hour next to a container with a heartbeat in its log every 15 s.",
           "The heartbeat appears every 3 s.", needs="clock", alone=True)
def clock_heartbeat(s):
    with shifted(s) as clock:
        web = s.run(labels={"check.beat.log.heartbeat.pattern": "alive", "check.beat.log.heartbeat.interval": "15s"})
        beats(s, web, 5)
        clock.write_text("3600")
        beats(s, web, 10)
        return s.wrong(), None


@situation("A virtual machine is suspended for 20 s, and the clock jumps ahead by 20 s afterwards.",
           "All deadlines have passed, but nothing has failed.", needs="clock", alone=True)
def clock_suspended(s):
    with shifted(s) as clock:
        web = s.run()
        pids = [s.supervisor.process.pid, s.engine.main_process(web), *s.children(web)]
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        s.wait(20)
        clock.write_text("20")
        for pid in reversed(pids):
            os.kill(pid, signal.SIGCONT)
        s.wait()
        wrong = s.wrong()
        return wrong, s.control(web)
