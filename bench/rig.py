"""Shared by all benchmarks: the engine's API, a Dogwatch process, and measurements of both. Standard library only."""

import atexit
import collections
import contextlib
import datetime
import http.client
import json
import os
import re
import resource
import shutil
import signal
import socket
import statistics
import struct
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

# SIGTERM ends the benchmark like Ctrl-C, so everything started is removed.
signal.signal(signal.SIGTERM, lambda *ignored: sys.exit(143))


class Connection(http.client.HTTPConnection):
    """HTTP over the engine's Unix socket."""

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(SOCKET)


def engine(method, path, body=None, accept=(200, 201, 204, 304), timeout=60):
    """Returns the engine's response as JSON; raises an error for other status codes than those accepted."""
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


def create(number, image, command, network="bridge", log=None):
    """Starts a container and returns its name. It exits immediately when stopped, and the engine does not restart it.

    log: options of its json-file"""
    name = "%s%03d" % (PREFIX, number)
    atexit.register(remove, name)
    engine("POST", "/containers/create?name=" + name, {
        "Image": image, "Cmd": command, "StopSignal": "SIGKILL", "Labels": {"io.dogwatch.bench": PREFIX},
        "HostConfig": {"NetworkMode": network, "LogConfig": {"Type": "json-file", "Config": log or {"max-size": "1m"}}}})
    engine("POST", "/containers/%s/start" % name)
    return name


def remove(name):
    with contextlib.suppress(Exception):
        engine("DELETE", "/containers/%s?force=1&v=1" % name, accept=None)


def main_process(name):
    return engine("GET", "/containers/%s/json" % name)["State"]["Pid"]


def log_path(name):
    return engine("GET", "/containers/%s/json" % name)["LogPath"]


def engine_cpu():
    """Returns CPU seconds of the engine's process."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as talk:
        talk.connect(SOCKET)
        pid = struct.unpack("iII", talk.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]
    return cpu(pid)


class Events(threading.Thread):
    """The engine's events about the benchmark's containers: rows of (seconds of the engine's clock, action, container)."""

    def __init__(self):
        super().__init__(daemon=True)
        self.rows = []
        wanted = urllib.parse.quote(json.dumps({"type": ["container"], "label": ["io.dogwatch.bench=" + PREFIX]}))
        self.connection = Connection("engine", timeout=None)
        self.connection.request("GET", "/events?filters=" + wanted)
        self.answer = self.connection.getresponse()
        self.start()

    def run(self):
        # A chunk may contain several events, or a part of one.
        for line in self.answer:
            event = json.loads(line)
            self.rows.append((event["timeNano"] / 1e9, event["Action"], event["Actor"]["Attributes"].get("name", "")))

    def first(self, name, action, since):
        return next((at for at, what, who in list(self.rows) if who == name and what == action and at >= since), None)


LOG_LINE = re.compile(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) +\S+ +(.*)$")


class Dogwatch:
    """A Dogwatch process with a separate configuration and data directory."""

    def __init__(self, rules, defaults, level="INFO"):
        self.folder = tempfile.mkdtemp(prefix="dogwatch-bench.")
        atexit.register(shutil.rmtree, self.folder, True)
        self.log = os.path.join(self.folder, "log")
        self.url = "http://127.0.0.1:%d" % free_port()
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
        return fetch(self.url + path)

    def phases(self):
        return {target["name"]: target["phase"] for target in json.loads(self.get("/api/v1/targets"))}

    def await_healthy(self, names, within):
        await_that(lambda: all(self.phases().get(name) == "healthy" for name in names), within, "all healthy", self)

    def logged(self, pattern, since=0.0):
        """Returns (time, match) of each matching line of Dogwatch's log from a given time on."""
        with open(self.log, errors="replace") as log:
            for line in log:
                fits = LOG_LINE.match(line)
                match = fits and re.search(pattern, fits[2])
                if match:
                    at = datetime.datetime.strptime(fits[1] + "+0000", "%Y-%m-%d %H:%M:%S,%f%z").timestamp()
                    # Timestamps in the log are truncated to milliseconds.
                    if at + 0.001 >= since:
                        yield at, match

    def cpu(self):
        return cpu(self.process.pid)

    def resident(self):
        return resident(self.process.pid)


class Program:
    """Runs another program during a with block, with its output in a folder."""

    def __init__(self, command, folder):
        self.output = os.path.join(folder, os.path.basename(command[0]) + ".out")
        with open(self.output, "w") as out:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
        self.pid = self.process.pid
        atexit.register(self.stop)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(5)

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.stop()


class Harness(Program):
    """A Java test class that reads commands and responds in lines, with the flags of bin/dogwatch."""

    def __init__(self, name, arguments):
        with open(os.path.join(ROOT, "bin", "dogwatch")) as file:
            flags = re.search(r"^flags=\((.*)\)$", file.read(), re.M)[1].split()
        with open(os.path.join(ROOT, "target", "test.classpath")) as file:
            libraries = file.read().strip()
        # Without a logging configuration, the libraries log every byte.
        silence = os.path.join(ROOT, "target", "silence.xml")
        with open(silence, "w") as file:
            file.write('<configuration><root level="OFF"/></configuration>')
        classpath = os.pathsep.join([os.path.join(ROOT, "target", "test-classes"), os.path.join(ROOT, "target", "classes"), libraries])
        self.name = name
        self.process = subprocess.Popen(
            [os.path.join(os.environ["JAVA_HOME"], "bin", "java"), *flags, "-Dlogback.configurationFile=" + silence, "-cp", classpath, name, *arguments], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1, env=dict(os.environ, MALLOC_ARENA_MAX="2"))
        self.pid = self.process.pid
        atexit.register(self.stop)

    def say(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def line(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit("%s exited with %s" % (self.name, self.process.wait()))
        return line.strip()

    def ask(self, line):
        self.say(line)
        return self.line()


class Nginx:
    """nginx in a container on the host network; counts responses by path. Root is required to read the counts."""

    def __init__(self):
        self.port = free_port()
        configuration = """user root; worker_processes 1; daemon off; pid /run/nginx.pid; error_log /dev/stderr warn;
events { worker_connections 4096; }
http { log_format path "$uri"; access_log /tmp/asked path; client_body_temp_path /tmp/a; proxy_temp_path /tmp/b;
  fastcgi_temp_path /tmp/c; uwsgi_temp_path /tmp/d; scgi_temp_path /tmp/e; keepalive_timeout 0;
  server { listen 127.0.0.1:%d backlog=4096; location / { return 200 "well"; } } }""" % self.port
        serve = "mkdir -p /var/log/nginx; printf '%%s' '%s' >/tmp/nginx.conf; exec nginx -e stderr -c /tmp/nginx.conf" % configuration
        self.name = create(0, WEB, ["/bin/sh", "-c", serve], "host")
        self.asked = "/proc/%d/root/tmp/asked" % main_process(self.name)
        self.read, self.known = 0, collections.Counter()
        await_that(lambda: fetch(self.url("first")), 20, "nginx answers")

    def url(self, path):
        return "http://127.0.0.1:%d/%s" % (self.port, path)

    def counts(self):
        """Returns responses so far by path."""
        with open(self.asked, "rb") as file:
            file.seek(self.read)
            text = file.read()
        # The last line may be incomplete.
        text = text[:text.rfind(b"\n") + 1]
        self.read += len(text)
        self.known.update(line[1:].decode() for line in text.split(b"\n") if line)
        return collections.Counter(self.known)


def program(name, package):
    """Returns the path of a program required for a comparison."""
    path = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/sbin")
    if not path:
        sys.exit("%s not found; install it: apt-get install %s" % (name, package))
    return path


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def fetch(url):
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.read().decode()


def cpu(pid):
    """Returns user and system CPU seconds of a process."""
    with open("/proc/%d/stat" % pid) as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def children_cpu():
    """Returns CPU seconds of all exited child processes."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def resident(pid):
    """Returns current and maximum resident memory in MiB."""
    with open("/proc/%d/status" % pid) as file:
        sizes = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB", file.read(), re.M))
    return round(int(sizes["VmRSS"]) / 1024, 1), round(int(sizes["VmHWM"]) / 1024, 1)


def threads(pid):
    return len(os.listdir("/proc/%d/task" % pid))


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
    """Returns statistics of a list of seconds, in milliseconds."""
    known = sorted(one for one in seconds if one is not None)
    if not known:
        return {"runs": len(seconds), "seen": 0}
    return {"runs": len(seconds), "seen": len(known), "min_ms": round(known[0] * 1000),
            "median_ms": round(statistics.median(known) * 1000), "max_ms": round(known[-1] * 1000)}


def median(figures):
    return statistics.median(figures)


def three(figures, digits=3):
    """Returns minimum, median and maximum."""
    return [round(one, digits or None) for one in (min(figures), statistics.median(figures), max(figures))]


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
