"""Time from start to the first probe, and memory when idle. --containers 20 --runs 3 --seconds 30"""

import argparse
import statistics
import time

import rig

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--containers", type=int, default=20)
parser.add_argument("--runs", type=int, default=3)
parser.add_argument("--seconds", type=int, default=30, help="idle time before memory is read")
options = parser.parse_args()

names = [rig.create(number, rig.SHELL, rig.SERVE) for number in range(options.containers)]
rules = [{"name": rig.PREFIX + "*", "checks": {"http": {"port": 80}}}]
connected, probed, healthy, sizes, cpus, loads = [], [], [], [], [], []
for run in range(options.runs):
    loads.append(rig.load()[0])
    # The first probe of each check is scheduled at a random moment of its startInterval (2 s).
    dogwatch = rig.Dogwatch(rules, {}, "DEBUG")
    rig.await_that(lambda: next(dogwatch.logged("probe target="), None), 60, "the first probe", dogwatch)
    connected.append(next(dogwatch.logged("engine connected"))[0] - dogwatch.began)
    probed.append(next(dogwatch.logged("probe target="))[0] - dogwatch.began)
    dogwatch.await_healthy(names, 60)
    healthy.append(time.time() - dogwatch.began)
    cpu = dogwatch.cpu()
    time.sleep(options.seconds)
    cpus.append((dogwatch.cpu() - cpu) / options.seconds)
    sizes.append(dogwatch.resident())
    dogwatch.stop()
    rig.say("run %d: connected %.2f s, first probe %.2f s, all healthy %.2f s, RSS %s MiB" % (run, connected[-1], probed[-1], healthy[-1], sizes[-1]))
rig.report(what="idle", containers=options.containers, start_to_engine=rig.spread(connected), start_to_first_probe=rig.spread(probed),
           start_to_all_healthy=rig.spread(healthy), rss_mib=statistics.median(one for one, most in sizes),
           rss_most_mib=max(most for one, most in sizes), cpu_share_of_a_core=round(statistics.median(cpus), 4), load=loads)
