"""Dogwatch, with short times: a probe per second, three failures, a start period of 4 s."""

import contextlib
import json
import os
import pathlib
import shutil
import socket
import urllib.error
import urllib.request

from harm.engine import await_that
from harm.supervisors.base import Supervisor, healthcheck

ROOT = pathlib.Path(__file__).parent.parent.parent

DEFAULTS = {
    "startPeriod": "4s",
    "recoveryTimeout": "12s",
    "backoff": {"initial": "2s", "cap": "10s", "resetAfter": "1m"},
    "budget": {"restarts": 5, "window": "10m", "quarantine": "1h"},
    "checks": {"interval": "1s", "timeout": "1s", "startInterval": "1s"},
}


class Dogwatch(Supervisor):
    name = "dogwatch"

    def __init__(self, stageplay, suffix=""):
        super().__init__(stageplay)
        self.can = frozenset("probe process maintenance log dependencies dogwatch".split())
        if stageplay.options.clock and shutil.which("cc"):
            self.can |= {"clock"}
        self.port, self.admin = free_port(), free_port()
        self.data = self.folder / ("data" + suffix)
        self.file = self.folder / ("dogwatch%s.yml" % suffix)
        self.env = {}

    def configuration(self):
        rules = [rule for situation in self.play.chosen for rule in situation.rules]
        return {
            "hosts": {"local": {"endpoint": self.engine.host}},
            "store": {"dataDir": str(self.data)},
            "defaults": DEFAULTS,
            "watch": rules,
            "concurrency": {"restartsInFlight": 16},
            "self": {"dependsOn": ["harm-own-needs-relay"]},
            "mail": {"from": "dogwatch@example.org", "to": ["ops@example.org"]},
            "notify": {"groupInterval": "1s"},
            "server": {
                "applicationConnectors": [{"type": "http", "bindHost": "127.0.0.1", "port": self.port}],
                "adminConnectors": [{"type": "http", "bindHost": "127.0.0.1", "port": self.admin}],
            },
        }

    def start(self):
        # JSON is valid YAML.
        self.file.write_text(json.dumps(self.configuration(), indent=1))
        self.spawn(ROOT / "bin/dogwatch", "server", self.file, env=self.env)
        await_that(lambda: self.process.poll() is not None or self.api("GET", "targets") is not None, 120, "Dogwatch")
        if self.process.poll() is not None:
            log = (self.folder / "dogwatch.log").read_text(errors="replace")
            raise RuntimeError("Dogwatch exited: " + log[-1500:])
        self.play.throttle(self.process.pid)

    def flags(self, wish):
        extra = healthcheck(wish) if wish.health or wish.check == "healthcheck" else []
        if not wish.watched or wish.by_rule:
            return extra
        labels = {"enable": "true", **wish.labels}
        if wish.check == "http":
            labels.setdefault("check.site.http.port", wish.port)
            labels.setdefault("check.site.http.path", "/h")
        if wish.start:
            labels.setdefault("startPeriod", "%ds" % max(4, wish.start))
        return ["--label=dogwatch.%s=%s" % label for label in labels.items()] + extra

    def api(self, method, path, **body):
        """The JSON body of a response; None if Dogwatch refuses or does not respond."""
        data = json.dumps({"createdBy": "harm", **body}).encode() if method != "GET" else None
        request = urllib.request.Request("http://127.0.0.1:%d/api/v1/%s" % (self.port, path), data, method=method,
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                text = answer.read()
                return json.loads(text) if text else {}
        except urllib.error.HTTPError as refusal:
            if method != "GET":
                raise RuntimeError("%s %s: %d %s" % (method, path, refusal.code, refusal.read()[:300])) from refusal
        except OSError:
            pass
        return None

    def phase(self, name):
        return (self.api("GET", "targets/local/" + name) or {}).get("phase")

    def await_ready(self, name):
        return await_that(lambda: self.phase(name) == "healthy", 45, "%s healthy" % name, must=False, every=0.5)

    def maintenance(self, name, on):
        if on:
            self.window = self.api("POST", "silences", **{"name": name, "for": "10m", "restarts": "hold", "comment": "harm"})
        else:
            self.api("DELETE", "silences/" + self.window["id"])

    def silence(self, name):
        self.api("POST", "silences", **{"name": name, "for": "10m", "restarts": "allow", "comment": "harm"})

    def pause(self, name):
        self.api("POST", "targets/local/%s/pause" % name, **{"for": "10m", "comment": "harm"})

    def disable_restarts(self, on):
        self.api("PUT" if on else "DELETE", "restarts-disabled", comment="harm")

    def reported(self, name):
        """True if an incident of this container is open."""
        return any(incident["target"] == name and incident["open"] for incident in self.api("GET", "incidents?target=" + name) or [])


def free_port():
    with contextlib.closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
