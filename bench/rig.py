"""What the measurements share: the engine's API, Dogwatch as a process, and the figures of both. Standard library only."""

import atexit
import contextlib
import datetime
import http.client
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SOCKET = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock").removeprefix("unix://")
PREFIX = "dogwatch-bench-%d-" % os.getpid()
WEB, SHELL = "dogwatch-demo/web", "dogwatch-demo/agent"

# SIGTERM ends the measurement as Ctrl-C does, so that what was started is removed.
signal.signal(signal.SIGTERM, lambda *ignored: sys.exit(143))


class Connection(http.client.HTTPConnection):
    """HTTP over the engine's Unix socket."""

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(SOCKET)


def engine(method, path, body=None, accept=(200, 201, 204, 304), timeout=60):
    """The engine's answer as JSON; an answer that is not accepted is an error."""
    connection = Connection("engine", timeout=timeout)
    with contextlib.closing(connection):
        connection.request(method, path, None if body is None else json.dumps(body), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
    if accept and answer.status not in accept:
        raise RuntimeError("%s %s: %d %s" % (method, path, answer.status, text[:300].decode(errors="replace")))
    try:
        return json.loads(text) if text else None
    except ValueError:
        return None


def create(number, image, command, network="bridge"):
    """Starts one container and gives its name. It dies at once when told to stop, and the engine never brings it back."""
    name = "%s%03d" % (PREFIX, number)
    atexit.register(remove, name)
    engine("POST", "/containers/create?name=" + name, {
        "Image": image, "Cmd": command, "StopSignal": "SIGKILL", "Labels": {"io.dogwatch.bench": PREFIX},
        "HostConfig": {"NetworkMode": network, "LogConfig": {"Type": "json-file", "Config": {"max-size": "1m"}}}})
    engine("POST", "/containers/%s/start" % name)
    return name


def remove(name):
    with contextlib.suppress(Exception):
        engine("DELETE", "/containers/%s?force=1&v=1" % name, accept=None)


def main_process(name):
    return engine("GET", "/containers/%s/json" % name)["State"]["Pid"]


class Events(threading.Thread):
    """The engine's events about our containers: rows of (seconds of the engine's clock, action, container)."""

    def __init__(self):
        super().__init__(daemon=True)
        self.rows = []
        wanted = urllib.parse.quote(json.dumps({"type": ["container"], "label": ["io.dogwatch.bench=" + PREFIX]}))
        self.connection = Connection("engine", timeout=None)
        self.connection.request("GET", "/events?filters=" + wanted)
        self.answer = self.connection.getresponse()
        self.start()

    def run(self):
        # A chunk may hold several events or a part of one.
        for line in self.answer:
            event = json.loads(line)
            self.rows.append((event["timeNano"] / 1e9, event["Action"], event["Actor"]["Attributes"].get("name", "")))

    def first(self, name, action, since):
        return next((at for at, what, who in list(self.rows) if who == name and what == action and at >= since), None)


LOG_LINE = re.compile(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) +\S+ +(.*)$")


class Dogwatch:
    """One Dogwatch process with a configuration and a data folder of its own."""

    def __init__(self, rules, defaults, level="INFO"):
        self.folder = tempfile.mkdtemp(prefix="dogwatch-bench.")
        atexit.register(shutil.rmtree, self.folder, True)
        self.log = os.path.join(self.folder, "log")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.url = "http://127.0.0.1:%d" % free.getsockname()[1]
        # JSON is YAML too.
        configuration = {
            "hosts": {"bench": {"endpoint": "unix://" + SOCKET}},
            "store": {"folder": os.path.join(self.folder, "data")},
            "defaults": defaults,
            "watch": rules,
            "server": {"type": "simple", "applicationContextPath": "/", "adminContextPath": "/admin",
                       "connector": {"type": "http", "bindHost": "127.0.0.1", "port": int(self.url.rsplit(":", 1)[1])}},
            "logging": {"level": "INFO", "loggers": {"io.dogwatch": level}},
        }
        path = os.path.join(self.folder, "dogwatch.yml")
        with open(path, "w") as file:
            json.dump(configuration, file)
        self.began = time.time()
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [os.path.join(ROOT, "bin", "dogwatch"), "server", path], stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT, env=dict(os.environ, TZ="UTC"))
        atexit.register(self.stop)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(5)

    def get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=20) as answer:
            return answer.read().decode()

    def phases(self):
        return {target["name"]: target["phase"] for target in json.loads(self.get("/api/v1/targets"))}

    def await_healthy(self, names, within):
        await_that(lambda: all(self.phases().get(name) == "healthy" for name in names), within, "all healthy", self)

    def logged(self, pattern, since=0.0):
        """(time, match) of each line of our log that fits, from a moment on."""
        with open(self.log, errors="replace") as log:
            for line in log:
                fits = LOG_LINE.match(line)
                match = fits and re.search(pattern, fits[2])
                if match:
                    at = datetime.datetime.strptime(fits[1] + "+0000", "%Y-%m-%d %H:%M:%S,%f%z").timestamp()
                    # The log has milliseconds, cut off.
                    if at + 0.001 >= since:
                        yield at, match

    def cpu(self):
        """CPU seconds so far, user and system."""
        with open("/proc/%d/stat" % self.process.pid) as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident(self):
        """MiB in memory, and the most there ever were."""
        with open("/proc/%d/status" % self.process.pid) as file:
            sizes = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB", file.read(), re.M))
        return round(int(sizes["VmRSS"]) / 1024, 1), round(int(sizes["VmHWM"]) / 1024, 1)


def await_that(condition, within, what, dogwatch=None, every=0.1):
    deadline = time.time() + within
    while time.time() < deadline:
        with contextlib.suppress(OSError):
            if condition():
                return
        if dogwatch and dogwatch.process.poll() is not None:
            break
        time.sleep(every)
    tail = ""
    if dogwatch:
        with open(dogwatch.log, errors="replace") as log:
            tail = "\n" + "".join(log.readlines()[-15:])
    sys.exit("not within %s s: %s%s" % (within, what, tail))


def load():
    return [round(one, 1) for one in os.getloadavg()]


def spread(seconds):
    """Figures of a list of seconds, in milliseconds."""
    known = sorted(one for one in seconds if one is not None)
    if not known:
        return {"runs": len(seconds), "seen": 0}
    return {"runs": len(seconds), "seen": len(known), "min_ms": round(known[0] * 1000),
            "median_ms": round(statistics.median(known) * 1000), "max_ms": round(known[-1] * 1000)}


def say(text):
    print(text, file=sys.stderr, flush=True)


def report(**figures):
    print(json.dumps(figures), flush=True)


EAGER = {
    "startPeriod": "10s",
    "backoff": {"initial": "1s", "factor": 1, "cap": "1s", "jitter": 0, "resetAfter": "1s"},
    "budget": {"restarts": 1000, "window": "10m"},
}

SERVE = ["/bin/sh", "-c", "mkdir -p /tmp/www && echo well >/tmp/www/index.html && exec httpd -f -p 80 -h /tmp/www"]
