"""Time from the exit of a container's process to the restart call. --runs 20 --containers 4

The engine emits the event before it has released the container's resources, and holds the container's lock until then.
Inspect and restart calls wait for the lock. A minimal client that makes one inspect call at the same event is therefore
measured as a baseline."""

import argparse
import os
import random
import signal
import threading
import time

import rig

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--runs", type=int, default=20)
parser.add_argument("--containers", type=int, default=4)
parser.add_argument("--trace", action="store_true", help="prints Dogwatch's log lines of each run")
options = parser.parse_args()

names = [rig.create(number, rig.SHELL, rig.SERVE) for number in range(options.containers)]
rules = [{"name": name, "checks": {"http": {"port": 80, "interval": "1s"}}} for name in names]
events = rig.Events()
dogwatch = rig.Dogwatch(rules, rig.EAGER, "DEBUG" if options.trace else "INFO")
dogwatch.await_healthy(names, 90)
time.sleep(3)
before = rig.load()
calls, starts, bare, own = [], [], [], []


def ask_at_death(name, since, answers):
    """Inspects the container at its die event, and records the time of the response."""
    rig.await_that(lambda: events.first(name, "die", since), 30, name + " to die", every=0.002)
    rig.engine("GET", "/containers/%s/json" % name)
    answers.append(time.time())


for run in range(options.runs):
    name = names[run % len(names)]
    dogwatch.await_healthy([name], 60)
    time.sleep(random.uniform(1.2, 2.2))
    killed = time.time()
    process, answers = rig.main_process(name), []
    asking = threading.Thread(target=ask_at_death, args=(name, killed, answers), daemon=True)
    asking.start()
    os.kill(process, signal.SIGKILL)
    restarted = r"restart target=%s " % name
    rig.await_that(lambda: events.first(name, "start", killed), 30, name + " started again", dogwatch)
    # Dogwatch writes its log asynchronously.
    rig.await_that(lambda: next(dogwatch.logged(restarted, killed), None), 10, "our line about it", dogwatch)
    asking.join(30)
    died = events.first(name, "die", killed)
    call = next(dogwatch.logged(restarted, killed))[0]
    calls.append(call - died)
    bare.append(answers[0] - died)
    own.append(call - answers[0])
    starts.append(events.first(name, "start", killed) - died)
    rig.say("run %2d: die -> call %4d ms, minimal client's inspect %4d ms, die -> start %4d ms  load %s"
            % (run, 1000 * calls[-1], 1000 * bare[-1], 1000 * starts[-1], rig.load()[0]))
    if options.trace:
        for at, line in dogwatch.logged(".*", killed):
            if at <= call + 0.05 and name in line[0]:
                rig.say("    %+5d ms  %s" % (1000 * (at - died), line[0][:150]))
rig.report(what="crash", die_to_call=rig.spread(calls), die_to_bare_client_has_looked=rig.spread(bare), call_after_that=rig.spread(own),
           die_to_start=rig.spread(starts), load_before=before, load_after=rig.load())
