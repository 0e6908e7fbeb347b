"""The engine, the machine, and many containers at the same time."""

import os
import signal
import subprocess

from harm.situation import situation

THEME = "Engine and host"

CROWD = " ".join("w%d" % number for number in range(8))


@situation("The engine hangs for 30 s.", "The containers keep working, and their state is unknown.", alone=True)
def engine_hangs(s):
    web = s.run()
    with s.engine.frozen():
        s.wait(30)
    s.wait()
    wrong = s.wrong()
    s.await_ready(web)
    return wrong, s.control(web)


@situation("The engine hangs for 2 s again and again, for 40 s.", "A slow engine is not a failure of the containers.", alone=True)
def engine_stutters(s):
    web = s.run()
    for _ in range(14):
        with s.engine.frozen():
            s.wait(2)
        s.wait(0.8)
    s.wait(10)
    wrong = s.wrong()
    s.await_ready(web)
    return wrong, s.control(web)


def after_engine_restart(s, by_engine):
    s.wait(30)
    # The engine's own policies start some of them.
    return s.wrong(by_engine=min(by_engine, max(0, s.starts() - sum(s.asked.values()))))


@situation("The engine is killed and started again.",
           "Containers without restart policy stay down, because their end may have been intentional.", roles="plain always",
           alone=True)
def engine_killed(s):
    s.run("plain")
    always = s.run("always", restart="always")
    s.engine.kill()
    s.wait(3)
    s.engine.start()
    wrong = after_engine_restart(s, 2 if s.supervisor.name == "engine" else 1)
    s.await_ready(always)
    return wrong, s.control(always)


@situation("The engine is stopped and started again (an update of Docker).",
           "Containers without restart policy stay down, as the engine's rules say.", roles="plain done always", alone=True)
def engine_restarted(s):
    s.run("plain")
    s.run("done", check=None, env={"LIFE": 2}, wait=False, restart="no")
    always = s.run("always", restart="always")
    s.wait(3)
    s.engine.stop()
    s.wait(2)
    s.engine.start()
    wrong = after_engine_restart(s, 2 if s.supervisor.name == "engine" else 1)
    s.await_ready(always)
    return wrong, s.control(always)


@situation("A user stops two containers shortly before the engine is restarted, one with the policy unless-stopped.",
           "Both stops were manual.", roles="plain unless", alone=True, selected=True)
def stopped_before_engine_restart(s):
    for name in (s.run("plain"), s.run("unless", restart="unless-stopped")):
        s.user("stop", "-t", 2, name)
    s.engine.stop()
    s.engine.start()
    s.wait(30)
    return s.wrong(), None


@situation("A user stops a container with the policy always, and the engine is restarted.",
           "The engine starts the container by its policy; a second start is wrong.", alone=True)
def stopped_always_engine_restart(s):
    web = s.run(restart="always")
    s.user("stop", "-t", 2, web)
    s.engine.stop()
    s.engine.start()
    s.wait(30)
    return s.wrong(by_engine=1), None


@situation("The engine is killed and started again while a container drains after a manual stop.",
           "The stop was manual, although the engine did not report its end.", alone=True)
def engine_killed_while_stopping(s):
    web = s.run(env={"DRAIN": 15}, flags=["--stop-timeout=40"])
    s.later(0, "stop", web)
    s.wait(3)
    s.engine.kill()
    s.engine.start()
    s.wait(40)
    return s.wrong(by_engine=1 if s.supervisor.name == "engine" else 0), None


@situation("The engine is killed while the supervisor's restart call waits for a container that drains.",
           "The result of the call is unknown: at most one start is right.", alone=True, limit=1)
def engine_killed_in_restart(s):
    web = s.run(env={"DRAIN": 8}, flags=["--stop-timeout=30"])
    s.fail(web)
    if not s.until(lambda: s.engine.events.of(s.ids(()), "kill", s.began), 40):
        return 0, None
    s.wait(1)
    s.engine.kill()
    s.engine.start()
    s.wait(40)
    return s.wrong(), None


@situation("A laptop sleeps: the engine, the supervisor and the containers stop for 40 s at the same time.",
           "All deadlines have passed, but nothing has failed.", roles="web stopped", alone=True, needs="process")
def machine_suspended(s):
    web, stopped = s.run("web"), s.run("stopped")
    s.user("stop", "-t", 1, stopped)
    pids = [s.supervisor.process.pid, s.engine.pid(), s.engine.main_process(web), *s.children(web)]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    s.wait(40)
    for pid in reversed(pids):
        os.kill(pid, signal.SIGCONT)
    s.wait()
    wrong = s.wrong()
    s.await_ready(web)
    return wrong, s.control(web)


def crowd(s):
    names = [s.run("w%d" % number, wait=False) for number in range(8)]
    for name in names:
        s.await_ready(name, serves=True)
    return names


@situation("The bridge of the default network is down for 40 s, and eight containers fail together.",
           "The cause is shared, and restarts do not help.", roles=CROWD, alone=True)
def bridge_down(s):
    names = crowd(s)
    bridge = s.engine.docker("network", "inspect", "-f", '{{index .Options "com.docker.network.bridge.name"}}', "bridge")
    subprocess.run(["ip", "link", "set", bridge, "down"], check=True)
    try:
        s.wait(40)
    finally:
        subprocess.run(["ip", "link", "set", bridge, "up"], check=True)
    s.wait(15)
    wrong = s.wrong()
    s.accept()
    return wrong, s.control(names[0])


@situation("An external service is down for 40 s, and all eight containers return errors.",
           "The cause is shared, and restarts do not help.", roles=CROWD, alone=True)
def all_fail(s):
    names = crowd(s)
    for name in names:
        s.fail(name, lasting=True)
    s.wait(40)
    for name in names:
        s.recover(name)
    s.wait(15)
    wrong = s.wrong()
    s.accept()
    return wrong, s.control(names[0])
