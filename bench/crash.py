"""A container's process dies: how long until the restart call? --runs 20 --containers 4"""

import argparse
import os
import random
import signal
import time

import rig

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--runs", type=int, default=20)
parser.add_argument("--containers", type=int, default=4)
parser.add_argument("--trace", action="store_true", help="what Dogwatch logged on the way, for each run")
options = parser.parse_args()

names = [rig.create(number, rig.SHELL, rig.SERVE) for number in range(options.containers)]
rules = [{"name": name, "checks": {"http": {"port": 80, "interval": "1s"}}} for name in names]
events = rig.Events()
dogwatch = rig.Dogwatch(rules, rig.EAGER, "DEBUG" if options.trace else "INFO")
dogwatch.await_healthy(names, 90)
time.sleep(3)
before = rig.load()
calls, starts = [], []
for run in range(options.runs):
    name = names[run % len(names)]
    dogwatch.await_healthy([name], 60)
    time.sleep(random.uniform(1.2, 2.2))
    killed = time.time()
    os.kill(rig.main_process(name), signal.SIGKILL)
    restarted = r"restart target=%s " % name
    rig.await_that(lambda: events.first(name, "start", killed), 30, name + " started again", dogwatch)
    # Our log goes through a queue.
    rig.await_that(lambda: next(dogwatch.logged(restarted, killed), None), 10, "our line about it", dogwatch)
    died = events.first(name, "die", killed)
    call = next(dogwatch.logged(restarted, killed))[0]
    calls.append(call - died)
    starts.append(events.first(name, "start", killed) - died)
    rig.say("run %2d: die -> call %4d ms, die -> start %4d ms  load %s" % (run, 1000 * calls[-1], 1000 * starts[-1], rig.load()[0]))
    if options.trace:
        for at, line in dogwatch.logged(".*", killed):
            if at <= call + 0.05 and name in line[0]:
                rig.say("    %+5d ms  %s" % (1000 * (at - died), line[0][:150]))

# The engine's share: it holds the container's lock while it clears up after the death, so that whoever asks, waits.
dogwatch.stop()
lonely, floors = names[0], []
for run in range(options.runs):
    killed = time.time()
    os.kill(rig.main_process(lonely), signal.SIGKILL)
    rig.await_that(lambda: events.first(lonely, "die", killed), 30, "its death", every=0.002)
    rig.engine("GET", "/containers/%s/json" % lonely)
    floors.append(time.time() - events.first(lonely, "die", killed))
    rig.engine("POST", "/containers/%s/start" % lonely)
    time.sleep(0.5)
rig.report(what="crash", die_to_inspected_by_a_bare_client=rig.spread(floors), die_to_call=rig.spread(calls), die_to_start=rig.spread(starts), load_before=before, 
           load_after=rig.load())
