"""Many http checks against one local server: CPU per check, lag, memory. --checks 1000 --containers 50 --seconds 60

All containers use the host network, where Dogwatch finds their ports on loopback. One of them runs nginx and the others
sleep, so the load is caused by Dogwatch and not by the engine."""

import argparse
import re
import time

import rig

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--checks", type=int, default=1000)
parser.add_argument("--what", default="checks", help="name of the result")
parser.add_argument("--containers", type=int, default=50)
parser.add_argument("--interval", type=int, default=10, help="seconds")
parser.add_argument("--seconds", type=int, default=60, help="length of the measurement")
parser.add_argument("--warm", type=int, default=30, help="seconds before the measurement")
parser.add_argument("--hold", type=int, default=0, help="seconds to keep running afterwards, for a profiler; prints the process id")
options = parser.parse_args()

nginx = rig.Nginx()
names = [nginx.name] + [rig.create(number, rig.SHELL, ["sleep", "86400"], "host") for number in range(1, options.containers)]
each = options.checks // options.containers
check = {"kind": "http", "port": nginx.port, "interval": "%ds" % options.interval, "timeout": "3s"}
rules = [{"name": rig.PREFIX + "*", "checks": {"c%03d" % number: check for number in range(each)}}]
dogwatch = rig.Dogwatch(rules, {"startPeriod": "10s"})
dogwatch.await_healthy(names, 180)


def lags():
    """Returns probes so far by upper bound of each bucket, probes by outcome, skipped probes and the longest lag."""
    text = dogwatch.get("/metrics")
    buckets = {float(bound.replace("+Inf", "inf")): float(count) for bound, count in
               re.findall(r'^dogwatch_probe_lag_seconds_bucket\{le="([^"]+)"\} (\S+)', text, re.M)}
    outcomes = {outcome: float(count) for outcome, count in
                re.findall(r'^dogwatch_probes_total\{kind="http",outcome="(\w+)"\} (\S+)', text, re.M)}
    skipped = sum(float(count) for count in re.findall(r"^dogwatch_probes_skipped_total\S* (\S+)", text, re.M))
    longest = float(re.search(r"^dogwatch_probe_lag_seconds_max (\S+)", text, re.M)[1])
    return buckets, outcomes, skipped, longest


time.sleep(options.warm)
before, (buckets0, outcomes0, skipped0, ignored) = rig.load(), lags()
cpu0, began = dogwatch.cpu(), time.time()
time.sleep(options.seconds)
cpu, took = dogwatch.cpu() - cpu0, time.time() - began
buckets, outcomes, skipped, longest = lags()
count = sum(outcomes.values()) - sum(outcomes0.values())
within = {bound: (value - buckets0[bound]) / max(1, count) for bound, value in buckets.items()}
resident, most = dogwatch.resident()
rig.report(what=options.what, checks=each * options.containers, interval_s=options.interval, window_s=round(took, 1), probes=int(count),
           unhealthy=int(sum(outcomes.values()) - outcomes.get("healthy", 0) - sum(outcomes0.values()) + outcomes0.get("healthy", 0)),
           skipped=int(skipped - skipped0), cpu_s=round(cpu, 2), cpu_ms_a_check=round(1000 * cpu / max(1, count), 3), cores=round(cpu / took, 3),
           lag_share_within_s={str(bound): round(share, 4) for bound, share in within.items()},
           lag_p99_below_s=next((bound for bound, share in sorted(within.items()) if share >= 0.99), None), lag_longest_s=round(longest, 3),
           rss_mib=resident, rss_most_mib=most, threads=rig.threads(dogwatch.process.pid), load_before=before, load_after=rig.load())
if options.hold:
    rig.say("process %d keeps running for %d s" % (dogwatch.process.pid, options.hold))
    time.sleep(options.hold)
