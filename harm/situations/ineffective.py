"""Failures that a restart cannot fix. A few restarts are right, and then the supervisor must give up."""

import socket
import threading
import time

from harm.situation import situation

THEME = "Failures that a restart does not fix"


@situation("The check probes a port without a listener.", "Three restarts show that they do not help.", port=81, limit=3)
def wrong_port(s):
    s.run(port=81, wait=False)
    s.wait(100)
    return s.wrong(), None


@situation("A HEALTHCHECK fails forever, because its command does not exist.", "Three restarts show that they do not help.",
           limit=3)
def wrong_healthcheck(s):
    s.run(check="healthcheck", health="curl -f http://localhost/", wait=False)
    s.wait(120)
    return s.wrong(), None


@situation("A service fails 8 s after each start, forever.", "Endless restarts hide the cause; the budget is five.", limit=5)
def fails_again(s):
    s.run(env={"SICK": 8})
    s.wait(120)
    return s.wrong(), None


@situation("A container without restart policy crashes immediately, forever.",
           "Endless restarts hide the cause; the budget is five.", limit=5)
def crash_forever(s):
    s.run(check=None, env={"LIFE": 1, "CODE": 1}, wait=False)
    s.wait(100)
    return s.wrong(), None


@situation("A container needs more memory than its limit and is killed 2 s after each start.",
           "A restart does not change the limit.", limit=5)
def memory_too_small(s):
    s.run(check=None, flags=["--memory=16m", "--memory-swap=16m", "--tmpfs=/fill"],
          command=["sh", "-c", "sleep 2; dd if=/dev/zero of=/fill/x bs=1M count=64; sleep 1000"], wait=False)
    s.wait(100)
    return s.wrong(), None


@situation("The engine's own policy restarts a crashing container.", "A second supervisor would only speed up the loop.", limit=1,
           selected=True)
def engine_crash_loop(s):
    web = s.run(check=None, env={"LIFE": 1, "CODE": 1}, restart="always", wait=False)
    s.wait(40)
    # One start may be between the two counts: hence the limit.
    return s.wrong(by_engine=s.engine.restarts_by_policy(web)), None


@situation("The restart policy on-failure:3 is used up.", "The budget is five more attempts.", limit=5)
def on_failure_used_up(s):
    s.run(check=None, env={"LIFE": 1, "CODE": 1}, restart="on-failure:3", wait=False)
    s.wait(80)
    calls = len(s.engine.events.of(s.ids(()), "restart", s.began))
    s.notes.append("%d restart calls, %d starts" % (calls, s.starts()))
    # Each start by the supervisor gives the engine three more attempts.
    return max(0, calls - s.situation.limit), None


@situation("Another program takes the published port of a crashed container for 40 s.",
           "The engine refuses each start. A start is right as soon as the port is free.")
def port_taken(s):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    web = s.run(flags=["-p", "127.0.0.1:%d:80" % port])
    other = socket.socket()
    taker = threading.Thread(target=take, args=(other, port), daemon=True)
    taker.start()
    s.fail(web, "exit")
    taker.join(10)
    if s.starts() > 1 or taker.is_alive():
        other.close()
        raise RuntimeError("the supervisor was faster than the other program")
    s.wait(40)
    wrong = s.wrong()
    before = s.starts(web)
    other.close()
    return wrong, s.healed(web, before, 45)


def take(listener, port):
    deadline = time.monotonic() + 8
    while time.monotonic() < deadline:
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", port))
            listener.listen()
            return
        except OSError:
            time.sleep(0.0005)


@situation("A service fails because its disk is read-only.", "Three restarts show that they do not help.", limit=3)
def disk_read_only(s):
    s.run(health="touch /bin/x", check="healthcheck", flags=["--read-only"], wait=False)
    s.wait(110)
    return s.wrong(), None
