"""docker-autoheal: the loop of its shell script, with its defaults. The image itself is not pulled."""

import contextlib
import http.client
import json
import sys
import time
import urllib.parse

from harm.engine import Connection, await_that
from harm.supervisors.base import Supervisor, healthcheck

INTERVAL, CURL_TIMEOUT, STOP_TIMEOUT = 5, 30, "10"


class Autoheal(Supervisor):
    """Restarts all unhealthy containers with its label every 5 s."""

    name, can = "autoheal", frozenset("probe process".split())

    def start(self):
        self.spawn(sys.executable, "-m", "harm.supervisors.autoheal", self.engine.socket)
        self.play.throttle(self.process.pid)

    def flags(self, wish):
        return (["--label=autoheal=true"] if wish.watched else []) + healthcheck(wish)

    def await_ready(self, name):
        return await_that(lambda: self.engine.health(name) in (None, "healthy"), 45, "%s healthy" % name, must=False)


def request(path, method, target):
    with contextlib.closing(Connection(path, CURL_TIMEOUT)) as connection:
        connection.request(method, target)
        return connection.getresponse().read()


def loop(path):
    filters = urllib.parse.quote(json.dumps({"health": ["unhealthy"], "label": ["autoheal=true"]}))
    while True:
        with contextlib.suppress(OSError, ValueError, http.client.HTTPException):
            for container in json.loads(request(path, "GET", "/containers/json?filters=" + filters)):
                if container["State"] != "restarting":
                    timeout = container["Labels"].get("autoheal.stop.timeout", STOP_TIMEOUT)
                    with contextlib.suppress(OSError, http.client.HTTPException):
                        request(path, "POST", "/containers/%s/restart?t=%s" % (container["Id"], timeout))
        time.sleep(INTERVAL)


if __name__ == "__main__":
    loop(sys.argv[1])
