"""The engine: its API, the docker command, its events, and its process, which some situations freeze, stop and kill."""

import contextlib
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import threading
import time
import urllib.parse


class Connection(http.client.HTTPConnection):
    """HTTP over the engine's Unix socket."""

    def __init__(self, path, timeout):
        super().__init__("engine", timeout=timeout)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class Engine:
    """A private engine. Nothing else may run on it: it is frozen and killed."""

    def __init__(self):
        self.host = os.environ["DOCKER_HOST"]
        self.client = os.environ["DOCKER"]
        self.socket = self.host.removeprefix("unix://")
        self.command = pathlib.Path("/proc/%d/cmdline" % self.pid()).read_bytes().decode().rstrip("\0").split("\0")
        self.events = Events(self)

    # Requests

    def docker(self, *command, must=True, timeout=180):
        """The output of a docker command. With must, a failure is an error; without it, None."""
        done = subprocess.run([self.client, *map(str, command)], capture_output=True, text=True, timeout=timeout)
        if done.returncode and must:
            raise RuntimeError("docker %s: %s" % (" ".join(map(str, command)), done.stderr.strip()))
        return None if done.returncode else done.stdout.strip()

    def api(self, method, path, timeout=30):
        """The status and the JSON body of a response; the body is None if it is not JSON."""
        with contextlib.closing(Connection(self.socket, timeout)) as connection:
            connection.request(method, path)
            answer = connection.getresponse()
            text = answer.read()
        with contextlib.suppress(ValueError):
            return answer.status, json.loads(text)
        return answer.status, None

    def responds(self):
        with contextlib.suppress(OSError, http.client.HTTPException):
            return self.api("GET", "/_ping", timeout=5)[0] == 200
        return False

    # Containers

    def inspect(self, name):
        """The container's description; empty if there is no such container."""
        status, body = self.api("GET", "/containers/%s/json" % urllib.parse.quote(name))
        return body if status == 200 else {}

    def state(self, name):
        return self.inspect(name).get("State", {})

    def running(self, name):
        return bool(self.state(name).get("Running"))

    def health(self, name):
        """starting, healthy or unhealthy; None without a HEALTHCHECK."""
        return self.state(name).get("Health", {}).get("Status")

    def main_process(self, name):
        pid = self.state(name).get("Pid")
        if not pid:
            # Process 0 would be the process group of this suite.
            raise RuntimeError(name + " does not run")
        return pid

    def addresses(self, name):
        networks = self.inspect(name).get("NetworkSettings", {}).get("Networks", {})
        return [network["IPAddress"] for network in networks.values() if network.get("IPAddress")]

    def restarts_by_policy(self, name):
        """The number of restarts by the engine's own restart policy."""
        return self.inspect(name).get("RestartCount", 0)

    # Process

    def pid(self):
        return int(pathlib.Path(self.socket).with_name("pid").read_text())

    @contextlib.contextmanager
    def frozen(self):
        pid = self.pid()
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGCONT)

    def kill(self):
        os.kill(self.pid(), signal.SIGKILL)
        # Its containerd ends with it, a moment later.
        time.sleep(4)

    def stop(self):
        """An orderly shutdown, which stops all containers."""
        pid = self.pid()
        os.kill(pid, signal.SIGTERM)
        await_that(lambda: ended(pid), 90, "the shutdown of the engine")

    def start(self):
        """Starts the engine again, and once more if it exits, such as when its containerd was about to end."""
        for _ in range(3):
            # A killed engine leaves this file behind.
            pathlib.Path(self.socket).with_name("pid").unlink(missing_ok=True)
            with open(os.environ.get("HARM_ENGINE_LOG", os.devnull), "ab") as log:
                process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
            await_that(lambda process=process: process.poll() is not None or self.responds(), 60, "the engine", must=False)
            if process.poll() is None and self.responds():
                return
            if process.poll() is None:
                process.kill()
                process.wait()
            time.sleep(4)
        raise RuntimeError("the engine does not start again")


class Events(threading.Thread):
    """The engine's events about containers: rows of (time, action, container id, attributes)."""

    def __init__(self, engine):
        super().__init__(daemon=True)
        self.engine, self.rows, self.known, self.ended = engine, [], set(), False
        self.since = time.time()
        self.start()

    def run(self):
        filters = urllib.parse.quote(json.dumps({"type": ["container"]}))
        while not self.ended:
            with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
                connection = Connection(self.engine.socket, None)
                connection.request("GET", "/events?since=%.6f&filters=%s" % (self.since, filters))
                for line in connection.getresponse():
                    self.add(json.loads(line))
            time.sleep(0.3)

    def add(self, event):
        key = (event["timeNano"], event["Action"], event["Actor"]["ID"])
        if key not in self.known:
            self.known.add(key)
            self.since = event["timeNano"] / 1e9
            self.rows.append((self.since, event["Action"], event["Actor"]["ID"], event["Actor"].get("Attributes", {})))

    def of(self, ids, action=None, since=0.0):
        return [row for row in list(self.rows) if row[2] in ids and row[0] >= since and action in (None, row[1])]


def ended(pid):
    try:
        return "zombie" in pathlib.Path("/proc/%d/status" % pid).read_text()
    except OSError:
        return True


def await_that(condition, within, what, must=True, every=0.25):
    """True when the condition holds; after the time it is an error, or False if it need not hold."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, RuntimeError, http.client.HTTPException):
            if condition():
                return True
        time.sleep(every)
    if must:
        raise RuntimeError("not within %s s: %s" % (within, what))
    return False
