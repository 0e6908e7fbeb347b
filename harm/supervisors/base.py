"""The parts that all supervisors have in common."""

import contextlib
import os
import subprocess
import time


class Supervisor:
    """A supervisor of containers.

    can names the features that a situation may need: probe (it notices a service that does not respond), process (it is
    a process of this machine), maintenance, log, dependencies, dogwatch (labels and API of Dogwatch), clock (its wall
    clock can be shifted).
    """

    name = ""
    can = frozenset()

    def __init__(self, stageplay):
        self.play = stageplay
        self.engine, self.folder = stageplay.engine, stageplay.folder
        self.process = None

    def start(self):
        """Starts it, and returns when it watches containers."""

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(20)
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
        self.process = None

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process = None

    def flags(self, wish):
        """The flags of docker run with which this supervisor takes care of a container."""
        return []

    def created(self, name, wish):
        """Called after a container was created."""

    def await_ready(self, name):
        """Returns when the supervisor considers the container healthy; False if it does not."""
        time.sleep(2)
        return True

    def maintenance(self, name, on):
        raise NotImplementedError

    def spawn(self, *command, env=None):
        with open(self.folder / (self.name + ".log"), "ab") as log:
            self.process = subprocess.Popen(list(map(str, command)), stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                            start_new_session=True, env={**os.environ, **(env or {})})


def healthcheck(wish):
    """Flags for a HEALTHCHECK. Every 2 s: it starts a process each time."""
    if not wish.health and wish.check not in ("http", "healthcheck"):
        return []
    command = wish.health or "wget -q -O /dev/null http://127.0.0.1:%d/h" % wish.port
    return ["--health-cmd", command, "--health-interval", "2s", "--health-timeout", "2s", "--health-retries", "3",
            "--health-start-period", "%ds" % wish.start]
