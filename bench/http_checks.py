"""HTTP checks by Dogwatch, blackbox_exporter and Monit against the same nginx: CPU per check, and maximum rate.

First all three request the same page by interval, concurrently, to be subject to the same load; nginx counts their
requests. Prometheus scrapes blackbox_exporter; its CPU is reported separately. Then one round of overload at a time:
Dogwatch with more checks than it can perform, blackbox_exporter by requests to /probe."""

import argparse
import atexit
import os
import shutil
import subprocess
import tempfile
import time

import rig

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--checks", type=int, default=1000)
parser.add_argument("--containers", type=int, default=50)
parser.add_argument("--interval", type=int, default=10, help="seconds")
parser.add_argument("--windows", type=int, default=6, help="0 for none")
parser.add_argument("--window", type=int, default=20, help="seconds; a multiple of the interval")
parser.add_argument("--warm", type=int, default=60, help="seconds before the first window")
parser.add_argument("--rounds", type=int, default=3, help="rounds of overload; 0 for none")
parser.add_argument("--round", type=int, default=8, help="seconds")
parser.add_argument("--rate", type=int, default=5000, help="checks per second requested from Dogwatch under overload")
options = parser.parse_args()

PROGRAMS = {"blackbox": "prometheus-blackbox-exporter", "prometheus": "prometheus", "monit": "monit", "wrk": "wrk"}
paths = {name: rig.program(command, command) for name, command in PROGRAMS.items()}
folder = tempfile.mkdtemp(prefix="dogwatch-bench.")
atexit.register(shutil.rmtree, folder, True)
nginx = rig.Nginx()
blackbox_port, prometheus_port = rig.free_port(), rig.free_port()


def write(name, text, mode=0o644):
    path = os.path.join(folder, name)
    with open(path, "w") as file:
        file.write(text)
    os.chmod(path, mode)
    return path


def start_blackbox():
    config = write("blackbox.yml", "modules:\n  http_2xx: {prober: http, timeout: 3s, http: {preferred_ip_protocol: ip4}}\n")
    one = rig.Program([paths["blackbox"], "--config.file=" + config, "--web.listen-address=127.0.0.1:%d" % blackbox_port], folder)
    rig.await_that(lambda: rig.fetch("http://127.0.0.1:%d/-/healthy" % blackbox_port), 20, "blackbox_exporter answers")
    return one


def start_prometheus():
    targets = ",".join('"%s?c=%04d"' % (nginx.url("blackbox"), number) for number in range(options.checks))
    config = write("prometheus.yml", """global: {scrape_interval: %ds, scrape_timeout: 5s}
scrape_configs:
- job_name: probes
  metrics_path: /probe
  params: {module: [http_2xx]}
  static_configs: [{targets: [%s]}]
  relabel_configs:
  - {source_labels: [__address__], target_label: __param_target}
  - {source_labels: [__param_target], target_label: instance}
  - {target_label: __address__, replacement: "127.0.0.1:%d"}
""" % (options.interval, targets, blackbox_port))
    return rig.Program([paths["prometheus"], "--config.file=" + config, "--storage.tsdb.path=" + os.path.join(folder, "tsdb"),
                        "--web.listen-address=127.0.0.1:%d" % prometheus_port, "--log.level=error"], folder)


def start_monit():
    checks = "".join("check host c%04d with address 127.0.0.1\n  if failed port %d protocol http request \"/monit\" with timeout 3 seconds then alert\n"
                     % (number, nginx.port) for number in range(options.checks))
    config = write("monitrc", "set daemon %d\nset pidfile %s/pid\nset idfile %s/id\nset statefile %s/state\nset log %s/monit.log\n%s"
                   % (options.interval, folder, folder, folder, folder, checks), 0o600)
    return rig.Program([paths["monit"], "-I", "-c", config], folder)


def start_dogwatch(names, checks, interval, path):
    check = {"kind": "http", "port": nginx.port, "path": path, "interval": "%dms" % interval, "timeout": "%dms" % min(3000, interval - 1)}
    rules = [{"name": rig.PREFIX + "*", "checks": {"c%03d" % number: check for number in range(checks // len(names))}}]
    return rig.Dogwatch(rules, {"startPeriod": "10s"})


def side_by_side(names):
    dogwatch = start_dogwatch(names, options.checks, 1000 * options.interval, "/dogwatch")
    with start_blackbox() as blackbox, start_prometheus() as prometheus, start_monit() as monit:
        dogwatch.await_healthy(names, 120)
        time.sleep(options.warm)
        processes = {"dogwatch": dogwatch.process.pid, "blackbox": blackbox.pid, "prometheus": prometheus.pid, "monit": monit.pid}
        costs = {name: [] for name in processes}
        before = rig.load()
        counted, asked = nginx.counts(), {}
        for _ in range(options.windows):
            cpu0, count0 = {name: rig.cpu(pid) for name, pid in processes.items()}, nginx.counts()
            time.sleep(options.window)
            cpu1, count1 = {name: rig.cpu(pid) for name, pid in processes.items()}, nginx.counts()
            for name in processes:
                by = "blackbox" if name == "prometheus" else name
                asked[name] = count1[by] - counted[by]
                costs[name].append(1000 * (cpu1[name] - cpu0[name]) / max(1, count1[by] - count0[by]))
        medians = {name: rig.median(all_) for name, all_ in costs.items()}
        memory = {name: rig.resident(pid)[0] for name, pid in processes.items()}
        rig.report(what="http", checks=options.checks, interval_s=options.interval, windows=options.windows, window_s=options.window,
                   asked=asked, cpu_ms_a_check={name: rig.three(all_) for name, all_ in costs.items()},
                   times_dogwatch={name: round(median / medians["dogwatch"], 2) for name, median in medians.items()},
                   rss_mib=memory, load_before=before, load_after=rig.load())
    dogwatch.stop()


def overload(names):
    """Alternates between the tools, each alone on the machine."""
    rows = {"dogwatch": [], "blackbox 4": [], "blackbox 16": [], "wrk 16": []}
    before = rig.load()
    for _ in range(options.rounds):
        # More checks than it can perform, so some are skipped.
        dogwatch = start_dogwatch(names, options.rate // 2, 500, "/dogwatch")
        dogwatch.await_healthy(names, 120)
        time.sleep(20)
        rows["dogwatch"].append(round_of(dogwatch.process.pid, "dogwatch", lambda: time.sleep(options.round)))
        memory = rig.resident(dogwatch.process.pid)[0]
        dogwatch.stop()
        with start_blackbox() as blackbox:
            probe = "http://127.0.0.1:%d/probe?module=http_2xx&target=%s" % (blackbox_port, nginx.url("blackbox"))
            for at_once in (4, 16):
                rows["blackbox %d" % at_once].append(round_of(blackbox.pid, "blackbox", lambda: wrk(at_once, probe)))
        rows["wrk 16"].append(round_of(None, "wrk", lambda: wrk(16, nginx.url("wrk"), "-H", "Connection: close")))
    medians = {name: [rig.median([row[column] for row in all_]) for column in (0, 1)] for name, all_ in rows.items()}
    rates = {name: {"a_second": rig.three([row[0] for row in all_], 0), "cpu_ms": rig.three([row[1] for row in all_])} for name, all_ in rows.items()}
    rig.report(what="http overload", asked_a_second=options.rate, rounds=options.rounds, round_s=options.round, rates=rates,
               times_blackbox_by_the_clock=round(medians["dogwatch"][0] / max(medians["blackbox 4"][0], medians["blackbox 16"][0]), 2),
               times_blackbox_by_cpu=round(min(medians["blackbox 4"][1], medians["blackbox 16"][1]) / medians["dogwatch"][1], 2),
               rss_mib=memory, load_before=before, load_after=rig.load())


def round_of(pid, who, work):
    """Returns checks per second, and CPU in ms of each."""
    cpu0, count0, began = rig.cpu(pid) if pid else 0, nginx.counts()[who], time.time()
    children0 = rig.children_cpu()
    work()
    took, count = time.time() - began, nginx.counts()[who] - count0
    cpu = rig.cpu(pid) - cpu0 if pid else rig.children_cpu() - children0
    return count / took, 1000 * cpu / max(1, count)


def wrk(at_once, url, *more):
    subprocess.run([paths["wrk"], "-t1", "-c%d" % at_once, "-d%ds" % options.round, *more, url], check=True, stdout=subprocess.DEVNULL)


names = [nginx.name] + [rig.create(number, rig.SHELL, ["sleep", "86400"], "host") for number in range(1, options.containers)]
if options.windows:
    side_by_side(names)
if options.rounds:
    overload(names)
