"""Log checks: failure markers, and heartbeats that must appear regularly."""

import contextlib

from harm.situation import situation

THEME = "Logs"

MARKER = {"check.log.failure": "FATAL"}
HEARTBEAT = {"check.beat.log.heartbeat.pattern": "alive", "check.beat.log.heartbeat.interval": "10s"}


def beats(s, name, times, every=3):
    for _ in range(times):
        with contextlib.suppress(OSError):
            s.log(name, "alive")
        s.wait(every)


@situation("The failure marker appears a thousand times within a second.",
           "A thousand lines are one failure: one restart is right.", needs="log", limit=1)
def log_storm(s):
    web = s.run(labels=MARKER)
    s.wait(5)
    before = s.starts(web)
    s.log(web, "FATAL: out of disk space", 1000)
    healed = s.healed(web, before, 30)
    s.wait(15)
    return s.wrong(), healed


@situation("The marker was written before the supervisor started.", "An old line is no new failure.", needs="log", alone=True)
def log_before_supervisor(s):
    s.supervisor.stop()
    web = s.run(labels=MARKER, wait=False)
    s.wait(2)
    s.log(web, "FATAL: long ago", 3)
    # The log of a container in its start period is read from its beginning.
    s.wait(36)
    s.supervisor.start()
    s.wait()
    wrong = s.wrong()
    before = s.starts(web)
    s.log(web, "FATAL: now")
    return wrong, s.healed(web, before, 30)


@situation("The marker was written before the last restart of a container recreated during an outage of the supervisor.",
           "The restart has already answered the failure.", needs="log", alone=True)
def log_of_earlier_life(s):
    web = s.run(labels=MARKER)
    s.wait(5)
    s.supervisor.stop()
    s.user("rm", "-f", web)
    s.run(labels=MARKER, wait=False)
    s.wait(2)
    s.log(web, "FATAL: wrong setting", 3)
    s.wait(2)
    s.user("restart", "-t", 1, web)
    s.wait(36)
    s.supervisor.start()
    s.wait()
    return s.wrong(), None


@situation("The marker was written before a user restarted the container.", "The restart has already answered the failure.",
           needs="log", selected=True)
def log_before_restart(s):
    web = s.run(labels=MARKER)
    s.supervisor.maintenance(web, True)
    s.log(web, "FATAL: before")
    s.wait(2)
    s.user("restart", "-t", 1, web)
    s.wait(2)
    s.supervisor.maintenance(web, False)
    s.wait()
    return s.wrong(), None


@situation("The container writes the marker while a user stops it.",
           "Errors in a shutdown are normal, and the stop is intentional.", needs="log")
def log_while_stopping(s):
    web = s.run(labels=MARKER, env={"DRAIN": 6})
    s.wait(3)
    process = s.later(0, "stop", "-t", 20, web)
    s.wait(2)
    s.log(web, "FATAL: connection lost")
    process.wait()
    s.wait()
    return s.wrong(), None


@situation("The container writes the marker at each start, within its start period, and then works.",
           "A failed attempt in the start period is normal.", needs="log")
def log_at_start(s):
    s.run(labels={**MARKER, "check.log.recovery": "started"}, env={"HELLO": "FATAL: database not ready, trying again"}, boot=3, start=25,
          wait=False)
    s.wait(45)
    return s.wrong(), None


@situation("A log check with severity warn finds its marker.", "A warning only notifies.", needs="log")
def log_warning(s):
    web = s.run(labels={**MARKER, "check.log.severity": "warn"})
    s.wait(3)
    s.log(web, "FATAL: but only a warning", 5)
    s.wait()
    return s.wrong(), s.control(web)


@situation("The engine is restarted after a marker that was answered by a restart.", "Dogwatch has already evaluated this line.",
           needs="log", alone=True)
def log_after_engine_restart(s):
    web = s.run(labels=MARKER, restart="always")
    s.wait(3)
    before = s.starts(web)
    s.log(web, "FATAL: answered")
    healed = s.healed(web, before, 30)
    s.wait(15)
    s.accept()
    s.engine.stop()
    s.engine.start()
    s.wait(35)
    return s.wrong(by_engine=1), healed


@situation("A user pauses for 25 s a container with a heartbeat in its log every 10 s.", "A paused container cannot write.",
           needs="log", selected=True)
def heartbeat_paused(s):
    web = s.run(labels=HEARTBEAT)
    beats(s, web, 3)
    s.user("pause", web)
    s.wait(25)
    s.user("unpause", web)
    s.wait(2)
    beats(s, web, 5)
    wrong = s.wrong()
    # The control: no line any more.
    return wrong, s.healed(web, s.starts(web), 40)


@situation("A user stops a container with a heartbeat in its log every 10 s.", "A stopped container cannot write.", needs="log")
def heartbeat_stopped(s):
    web = s.run(labels=HEARTBEAT)
    beats(s, web, 3)
    s.user("stop", "-t", 1, web)
    s.wait(25)
    return s.wrong(), None


@situation("A container with a heartbeat every 10 s has the log driver none.", "An unreadable log is inconclusive.", needs="log")
def heartbeat_unreadable(s):
    s.run(labels=HEARTBEAT, flags=["--log-driver=none"])
    s.wait(35)
    return s.wrong(), None


@situation("The log of a container with a heartbeat every 3 s is rotated many times.", "A rotation does not lose lines.",
           needs="log")
def heartbeat_rotated(s):
    web = s.run(labels=HEARTBEAT, flags=["--log-opt=max-size=8k", "--log-opt=max-file=2"])
    for _ in range(12):
        s.log(web, "alive")
        s.log(web, "x" * 400, 40)
        s.wait(3)
    wrong = s.wrong()
    return wrong, s.healed(web, s.starts(web), 40)


@situation("A container with a heartbeat in its log every 10 s needs 22 s to start.", "The interval begins after the start period.",
           needs="log")
def heartbeat_slow_start(s):
    web = s.run(labels=HEARTBEAT, boot=22, start=40, wait=False)
    s.wait(24)
    beats(s, web, 8)
    return s.wrong(), None


@situation("The engine hangs for 30 s, and with it the log of a container with a heartbeat every 10 s.",
           "An unreadable log is inconclusive.", needs="log", alone=True)
def heartbeat_engine_hangs(s):
    web = s.run(labels={**HEARTBEAT, "check.beat.log.source": "engine"})
    beats(s, web, 3)
    with s.engine.frozen():
        s.wait(30)
    beats(s, web, 7)
    return s.wrong(), None
