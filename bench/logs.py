"""Log markers: scanning compared with ripgrep and grep, following compared with docker logs, and a flooded log.

scan    scans a json-file for 1 and for 50 patterns; MB of the file per CPU second, alternating with rg and grep -E
follow  a container writes at full speed with no follower, docker logs -f | grep, or Dogwatch (by the engine's API, and reading
        the file); its write rate, and the rate until the last line is seen; then the whole log again from the beginning
flood   a container writes continuously, with max-size=10m and max-file=3; delay of another container's markers, and loss
torrent the same without an engine, at 100 MB/s, which no engine reaches

The Java parts run with the flags of bin/dogwatch. Root is required to read the engine's files."""

import argparse
import atexit
import contextlib
import datetime
import json
import os
import queue
import random
import shutil
import subprocess
import tempfile
import threading
import time

import rig

PARTS = ("scan", "follow", "flood", "torrent")
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--only", default=",".join(PARTS), help="comma-separated parts to run")
parser.add_argument("--mb", type=int, default=150, help="size of the scanned json-file")
parser.add_argument("--rounds", type=int, default=5, help="rounds of scan")
parser.add_argument("--live-mb", type=int, default=30, help="size of the log written in follow")
parser.add_argument("--live-rounds", type=int, default=3)
parser.add_argument("--seconds", type=int, default=20, help="duration of flood and torrent")
parser.add_argument("--rate", type=int, default=100, help="MB/s of torrent")
options = parser.parse_args()

folder = tempfile.mkdtemp(prefix="dogwatch-bench.")
atexit.register(shutil.rmtree, folder, True)
LINE = "INFO  [http-nio-8080-exec-7] c.e.api.OrderController - order 81723 accepted for customer 5541 in 23 ms path=/api/v1/orders status=201"
# Seconds before a flood starts, so Dogwatch is already following the log.
HEAD_START = 5
END = "the writing is over"
CASES = {
    "1 pattern": ["FATAL|OutOfMemoryError"],
    "50 patterns": ["FAILURE-%d in module" % number for number in range(50)],
    "50 patterns of 3 alternatives": ["(ERR-%d[0-9]{3}|panic: worker %d|java.lang.Error%d)" % (3 * (number,)) for number in range(1, 51)],
    "1 pattern with three common letters": ["[0-9]{3} [A-Z]+ERR"],
    "1 pattern in any case": ["(?i)error: disk"],
    "1 pattern without plain text": ["[A-Z]{9}[0-9]"],
    "1 pattern in one line of three": ["HTTP/1.1"],
}


def patterns(name, lines):
    path = os.path.join(folder, name.replace(" ", "-"))
    with open(path, "w") as file:
        file.write("".join(line + "\n" for line in lines))
    return path


def entry(at, text):
    return '{"log":"%s\\n","stream":"stdout","time":"%s"}\n' % (text, at)


def write_log(path, size):
    words = ["GET /index.html HTTP/1.1", "request served in", "connection from 10.0.0.17", "user logged in", "cache miss for key", "INFO", "DEBUG",
             "worker 17", "queue length", "POST /api/v1/orders", "200", "upstream", "session=4af1"]
    chance, at = random.Random(7), 1_700_000_000_000_000_000
    with open(path, "w") as file:
        while size > 0:
            at += chance.randrange(1000, 1_000_000)
            stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(at // 10**9)) + ".%09dZ" % (at % 10**9)
            line = entry(stamp, " ".join(chance.choices(words, k=5)) + " %d" % chance.getrandbits(31))
            size -= len(line)
            file.write(line)


def scan():
    log = os.path.join(folder, "c-json.log")
    write_log(log, options.mb * 1_000_000)
    size = os.path.getsize(log) / 1e6
    rivals = {"rg": [rig.program("rg", "ripgrep"), "-c"], "grep": ["env", "LC_ALL=C", "grep", "-cE"]}
    with rig.Harness("io.dogwatch.logs.ScanCost", [log]) as ours:
        for case, lines in CASES.items():
            file = patterns(case, lines)
            for _ in range(2):
                ours.ask(file)
            rates, found, before = {"dogwatch": []} | {name: [] for name in rivals}, {}, rig.load()[0]
            for _ in range(options.rounds):
                nanos, _, found["dogwatch"] = (int(word) for word in ours.ask(file).split())
                rates["dogwatch"].append(size / (nanos / 1e9))
                for name, command in rivals.items():
                    cpu = rig.children_cpu()
                    out = subprocess.run([*command, "-f", file, log], stdout=subprocess.PIPE, check=False).stdout
                    rates[name].append(size / max(0.001, rig.children_cpu() - cpu))
                    found[name] = int(out.strip() or 0)
            rig.report(what="logs scan", case=case, mb=round(size), rounds=options.rounds, found=found,
                       mb_a_cpu_second={name: rig.three(all_, 0) for name, all_ in rates.items()},
                       times={name: round(rig.median(rates["dogwatch"]) / rig.median(all_), 2) for name, all_ in rates.items()},
                       load=[before, rig.load()[0]])


class Follower:
    """Dogwatch's log watcher on the engine, in a separate process."""

    def __init__(self):
        self.harness = rig.Harness("io.dogwatch.logs.FollowCost", ["unix://" + rig.SOCKET, "/"])
        self.told, self.answers = queue.Queue(), queue.Queue()
        self.harness.line()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.harness.process.stdout:
            words = line.split()
            (self.told if words[0] == "told" else self.answers).put(words)

    def watch(self, name, source, file):
        self.harness.say("watch %s %s %s" % (name, source, file))

    def stats(self, name):
        self.harness.say("stats " + name)
        words = self.answers.get(timeout=60)
        return {"lines": int(words[2]), "bytes": int(words[3]), "lost": int(words[4]), "source": words[5] if len(words) == 7 else ""}

    def forget(self, name):
        self.harness.say("forget " + name)
        self.answers.get(timeout=60)

    def await_end(self, name, within):
        while True:
            words = self.told.get(timeout=within)
            if words[1] == name:
                return int(words[3]) / 1000


def follow():
    lines = options.live_mb * 1_000_000 // (len(LINE) + 1)
    end = patterns("end", [END])
    follower = Follower()
    numbers = iter(range(100, 1000))
    live = {who: {"written": [], "seen": [], "engine": []} for who in ("nobody", "docker logs", "dogwatch engine", "dogwatch json-file")}
    again = {who: [] for who in ("docker logs", "dogwatch engine", "dogwatch json-file")}
    before = rig.load()
    for turn in range(options.live_rounds):
        for who, row in live.items():
            cpu = rig.engine_cpu()
            began = time.time()
            name = rig.create(next(numbers), rig.SHELL, ["sh", "-c", "yes '%s' | head -n %d; echo '%s'; sleep 86400" % (LINE, lines, END)], "none",
                              {"max-size": "1g"})
            seen = start_follower(who, name, end, follower)
            log = rig.log_path(name)
            rig.await_that(lambda: END in last_line(log), 600, "the log is written", every=0.02)
            row["written"].append(options.live_mb / (time.time() - began))
            if who != "nobody":
                row["seen"].append(options.live_mb / (seen() - began))
            row["engine"].append(1000 * (rig.engine_cpu() - cpu) / options.live_mb)
            if who == "nobody":
                # The whole log again; its contents no longer change.
                for reader, rates in again.items():
                    began = time.time()
                    rates.append(options.live_mb / (start_follower(reader, name, end, follower)() - began))
            rig.remove(name)
        rig.say("round %d of %d finished" % (turn + 1, options.live_rounds))
    rig.report(what="logs follow", mb=options.live_mb, rounds=options.live_rounds,
               written_mb_a_second={who: rig.three(row["written"], 2) for who, row in live.items()},
               seen_mb_a_second={who: rig.three(row["seen"], 2) for who, row in live.items() if row["seen"]},
               engine_cpu_ms_a_mb={who: rig.three(row["engine"], 0) for who, row in live.items()},
               seen_part_of_docker_logs={who: round(rig.median(row["seen"]) / rig.median(live["docker logs"]["seen"]), 2) for who, row in live.items() if row["seen"]},
               written_part_of_nobody={who: round(rig.median(row["written"]) / rig.median(live["nobody"]["written"]), 2) for who, row in live.items()},
               from_the_beginning_mb_a_second={who: rig.three(rates, 2) for who, rates in again.items()},
               part_of_docker_logs={who: round(rig.median(rates) / rig.median(again["docker logs"]), 2) for who, rates in again.items()},
               load_before=before, load_after=rig.load())
    follower.harness.stop()


def start_follower(who, name, end, follower):
    """Returns a function that waits for the last line and returns the time it was seen."""
    if who == "nobody":
        return time.time
    if who == "docker logs":
        logs = subprocess.Popen([os.environ.get("DOCKER", "docker"), "-H", "unix://" + rig.SOCKET, "logs", "-f", name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        # Equivalent to grep -c, but exits at the last line.
        grep = subprocess.Popen(["grep", "-m1", END], stdin=logs.stdout, stdout=subprocess.DEVNULL, env=dict(os.environ, LC_ALL="C"))
        logs.stdout.close()

        def ended():
            grep.wait(600)
            at = time.time()
            logs.terminate()
            logs.wait()
            return at
        return ended
    follower.watch(name, "engine" if who == "dogwatch engine" else "auto", end)

    def told():
        at = follower.await_end(name, 600)
        source = follower.stats(name)["source"]
        if source not in who:
            raise RuntimeError("%s was read by %s" % (who, source))
        follower.forget(name)
        return at
    return told


def last_line(path):
    with contextlib.suppress(OSError):
        with open(path, "rb") as file:
            file.seek(max(0, os.path.getsize(path) - 400))
            return file.read().decode(errors="replace").rstrip("\n").rpartition("\n")[2]
    return ""


def number_of(line):
    """Returns the line number written by cat -n."""
    with contextlib.suppress(ValueError):
        return int(json.loads(line)["log"].split("\t")[0])
    return 0


def flood():
    marks = patterns("marks", ["FATAL %d at" % number for number in range(500)])
    fifty = patterns("fifty", CASES["50 patterns"])
    for source in ("auto", "engine"):
        follower = Follower()
        names = start_flood()
        before = rig.load()
        follower.watch(names[0], source, fifty)
        follower.watch(names[1], "auto", marks)
        time.sleep(HEAD_START + options.seconds)
        written = number_of(last_line(rig.log_path(names[0])))
        stop(names[0])
        time.sleep(3)
        stats = follower.stats(names[0])
        stop(names[1])
        time.sleep(1)
        lags = marker_lags(follower, names[1])
        stamps = quiet_stamps(names[1])
        written = max(written, number_of(last_line(rig.log_path(names[0]))))
        rig.report(what="logs flood", source=stats["source"], seconds=options.seconds, written_mb=round(written * (len(LINE) + 8) / 1e6, 1), written_lines=written,
                   read_lines=stats["lines"], lost_lines=written - stats["lines"], lost_mb_told=round(stats["lost"] / 1e6, 1),
                   markers=len(stamps), told=len(lags), lag_ms=rig.three([1000 * lag for lag in lags], 0) if lags else None,
                   rss_mib=rig.resident(follower.harness.process.pid), cpu_s=round(rig.cpu(follower.harness.process.pid), 2), load_before=before, load_after=rig.load())
        follower.harness.stop()
        for name in names:
            rig.remove(name)
    service_in_flood(fifty)


def start_flood():
    number = iter(range(next_number(), 999))
    loud = rig.create(next(number), rig.SHELL, ["sh", "-c", "sleep %d; yes '%s' | cat -n" % (HEAD_START, LINE)], "none", {"max-size": "10m", "max-file": "3"})
    quiet = rig.create(next(number), rig.SHELL, ["sh", "-c", 'sleep %d; n=0; while :; do echo "FATAL $n at"; n=$((n+1)); usleep 700000; done' % HEAD_START], "none")
    return [loud, quiet]


used = iter(range(500, 1000, 10))


def next_number():
    return next(used)


def stop(name):
    rig.engine("POST", "/containers/%s/kill" % name, accept=None)


def quiet_stamps(name):
    """Returns the time at which the engine wrote each marker, by marker number."""
    stamps = {}
    with open(rig.log_path(name)) as file:
        for line in file:
            known = json.loads(line)
            at = datetime.datetime.fromisoformat(known["time"][:26].rstrip("Z") + "+00:00").timestamp()
            stamps[int(known["log"].split()[1])] = at
    return stamps


def marker_lags(follower, name):
    stamps, lags = quiet_stamps(name), []
    while not follower.told.empty():
        words = follower.told.get()
        if words[1] == name:
            lags.append(int(words[3]) / 1000 - stamps[int(words[2])])
    return lags


def service_in_flood(fifty):
    """Memory and CPU of a complete Dogwatch process during a flood."""
    names = start_flood()
    with open(fifty) as file:
        markers = file.read().split("\n")[:-1]
    rules = [{"name": names[0], "mode": "observe", "checks": {"log": {"kind": "log", "failure": markers}}},
             {"name": names[1], "mode": "observe", "checks": {"log": {"kind": "log", "failure": ["never said"]}}}]
    dogwatch = rig.Dogwatch(rules, {"startPeriod": "1s"})
    rig.await_that(lambda: dogwatch.phases(), 60, "it answers", dogwatch)
    time.sleep(HEAD_START)
    cpu, before = dogwatch.cpu(), rig.load()
    first = number_of(last_line(rig.log_path(names[0])))
    time.sleep(options.seconds)
    lines = number_of(last_line(rig.log_path(names[0]))) - first
    rig.report(what="logs flood, whole service", seconds=options.seconds, written_mb=round(lines * (len(LINE) + 8) / 1e6, 1),
               rss_mib=dogwatch.resident(), threads=rig.threads(dogwatch.process.pid), cpu_s=round(dogwatch.cpu() - cpu, 2), load_before=before, load_after=rig.load())
    dogwatch.stop()
    for name in names:
        rig.remove(name)


def torrent():
    before = rig.load()
    with rig.Harness("io.dogwatch.logs.FloodCost", [str(options.rate), str(options.seconds)]) as ours:
        figures = json.loads(ours.line())
    rig.report(what="logs torrent", asked_mb_a_second=options.rate, seconds=options.seconds, **figures, load_before=before, load_after=rig.load())


for part in options.only.split(","):
    if part not in PARTS:
        parser.error("--only takes %s, not %s" % (", ".join(PARTS), part))
    {"scan": scan, "follow": follow, "flood": flood, "torrent": torrent}[part]()
