"""Time from SIGSTOP of a container to the restart call. --runs 20 --containers 4

Interval 1 s, timeout 999 ms (it must be shorter than the interval), threshold 1, at a random moment of the interval."""

import argparse
import os
import random
import signal
import time

import rig

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--runs", type=int, default=20)
parser.add_argument("--containers", type=int, default=4)
parser.add_argument("--trace", action="store_true", help="prints Dogwatch's log lines of each run")
options = parser.parse_args()

names = [rig.create(number, rig.SHELL, rig.SERVE) for number in range(options.containers)]
check = {"port": 80, "interval": "1s", "timeout": "999ms", "failureThreshold": 1}
events = rig.Events()
dogwatch = rig.Dogwatch([{"name": name, "checks": {"http": check}} for name in names], rig.EAGER, "DEBUG" if options.trace else "INFO")
dogwatch.await_healthy(names, 90)
time.sleep(3)
before = rig.load()
found, called, killed = [], [], []
for run in range(options.runs):
    name = names[run % len(names)]
    dogwatch.await_healthy([name], 60)
    time.sleep(random.uniform(1.2, 2.2))
    process = rig.main_process(name)
    frozen = time.time()
    os.kill(process, signal.SIGSTOP)
    rig.await_that(lambda: events.first(name, "start", frozen), 40, name + " started again", dogwatch)
    rig.await_that(lambda: next(dogwatch.logged(r"restart target=%s " % name, frozen), None), 10, "our line about it", dogwatch)
    phase = next(dogwatch.logged(r"phase target=bench/%s .*to=restarting" % name, frozen), (frozen, None))[0]
    found.append(phase - frozen)
    called.append(next(dogwatch.logged(r"restart target=%s " % name, frozen))[0] - frozen)
    killed.append(events.first(name, "kill", frozen) - frozen)
    rig.say("run %2d: decided %4d ms, called %4d ms, killed %4d ms  load %s"
            % (run, 1000 * found[-1], 1000 * called[-1], 1000 * killed[-1], rig.load()[0]))
    if options.trace:
        for at, line in dogwatch.logged(".*", frozen):
            if at <= frozen + killed[-1] and name in line[0]:
                rig.say("    %+5d ms  %s" % (1000 * (at - frozen), line[0][:150]))
rig.report(what="hang", stop_to_decision=rig.spread(found), stop_to_call=rig.spread(called), stop_to_kill_event=rig.spread(killed),
           load_before=before, load_after=rig.load())
