"""The stage of one situation: its containers, the user's actions, failures, and the count of wrong starts."""

import collections
import contextlib
import dataclasses
import os
import pathlib
import random
import signal
import subprocess
import time
import urllib.request

from harm import image
from harm.engine import await_that


@dataclasses.dataclass
class Wish:
    """The way a container is to be watched."""

    check: str
    port: int
    start: int
    restart: str
    watched: bool
    by_rule: bool
    labels: dict
    health: str
    flags: tuple


class Stage:
    def __init__(self, stageplay, situation):
        self.play, self.situation = stageplay, situation
        self.engine, self.supervisor = stageplay.engine, stageplay.supervisor
        self.began = time.time()
        self.names, self.folders = {}, {}
        self.asked = collections.Counter()
        self.roles = collections.defaultdict(set)
        self.notes, self.endings = [], []

    # Containers

    def name(self, role):
        return "harm-%s-%s" % (self.situation.id, role)

    def run(self, role="web", *, check="http", port=80, start=0, boot=0, restart=None, watched=True, by_rule=False, labels=None,
            health=None, flags=(), env=None, command=(), wait=True, create=False, image=image.APP, name=None):
        """Creates and starts a container, with the flags and labels that its supervisor needs, and waits until it is healthy.

        check: http, healthcheck (only the HEALTHCHECK) or None. start: its start period. labels: of Dogwatch, without prefix.
        by_rule: a rule of Dogwatch's file matches it, so it has no labels. create: it is not started."""
        name = name or self.name(role)
        wish = Wish(check, port, start, restart, watched, by_rule, labels or {}, health, tuple(flags))
        environment = {"BOOT": boot, **(env or {})}
        folder = self.play.folder / "ctl" / ("%s.%d" % (name, len(self.folders)))
        (folder / "www").mkdir(parents=True, exist_ok=True)
        (folder / "www/h").write_text("ok\n")
        options = ["--name", name, "-v", "%s:/ctl" % folder, *self.supervisor.flags(wish), *flags]
        options += ["--restart=" + restart] if restart else []
        options += [part for pair in environment.items() for part in ("-e", "%s=%s" % pair)]
        id = self.engine.docker("create", *options, image, *command)
        self.names[name], self.folders[id] = id, folder
        self.roles[name].add(id)
        self.supervisor.created(name, wish)
        if not create:
            self.asked[id] += 1
            self.engine.docker("start", id)
            if wait:
                self.await_ready(name, serves=check == "http" and port == 80, within=60 + boot)
        return name

    def await_ready(self, name, serves=False, within=60):
        if serves:
            await_that(lambda: self.answers(name), within, "%s serves" % name)
        if not self.supervisor.await_ready(name):
            self.notes.append("%s was not healthy" % name)

    def ctl(self, name):
        """The folder of the host that the container sees as /ctl."""
        return self.folders[self.names[name]]

    def answers(self, name):
        """True if one of its addresses serves."""
        for address in self.engine.addresses(name):
            with contextlib.suppress(OSError), urllib.request.urlopen("http://%s/h" % address, timeout=2) as answer:
                if answer.status == 200:
                    return True
        return False

    def children(self, name):
        pid = self.engine.main_process(name)
        return [int(child) for child in pathlib.Path("/proc/%d/task/%d/children" % (pid, pid)).read_text().split()]

    def until(self, condition, within, what="", must=False):
        return await_that(condition, within, what, must)

    # Failures

    def fail(self, name, how="404", lasting=False):
        """404: an error response. hang: no response. exit: a crash. end: exit with 0. lasting: a restart does not help."""
        if lasting:
            (self.ctl(name) / "sick").touch()
        if how == "404":
            (self.ctl(name) / "www/h").unlink(missing_ok=True)
        elif how == "hang":
            for child in self.children(name):
                os.kill(child, signal.SIGSTOP)
        else:
            os.kill(self.engine.main_process(name), signal.SIGALRM if how == "exit" else signal.SIGTERM)

    def recover(self, name):
        (self.ctl(name) / "sick").unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            (self.ctl(name) / "www/h").write_text("ok\n")
        with contextlib.suppress(OSError):
            for child in self.children(name):
                os.kill(child, signal.SIGCONT)

    def log(self, name, line, times=1):
        """Writes lines to the container's output."""
        with open("/proc/%d/fd/1" % self.engine.main_process(name), "w") as out:
            out.write((line + "\n") * times)

    # The user

    def user(self, *command, must=True):
        """Runs a docker command as a user. The starts it asks for are right, and a rename is followed."""
        output = self.engine.docker(*command, must=must)
        verb, last = command[0], command[-1]
        if output is not None and verb in ("start", "restart"):
            for name in command[1:]:
                if name in self.names:
                    self.asked[self.names[name]] += 1
        elif output is not None and verb == "rename":
            self.names[last] = self.names.pop(command[1])
            self.roles[last].add(self.names[last])
        return output

    def later(self, seconds, *command):
        """Runs a docker command in the background after some seconds."""
        script = ["sh", "-c", 'sleep "$1"; shift; exec "$@"', "later", str(seconds)]
        process = subprocess.Popen([*script, self.engine.client, *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.endings.append(process.wait)
        return process

    def wait(self, seconds=20):
        time.sleep(seconds)

    # Networks

    def network(self, *flags, subnet=None):
        """A network with its own subnet, which is removed at the end. Its name and the first three octets."""
        name = "harm-%s-%d" % (self.situation.id, random.randrange(10 ** 6))
        for _ in range(20):
            octets = "10.113.%d" % random.randrange(1, 255)
            if self.engine.docker("network", "create", "--subnet", octets + ".0/24", *flags, name, must=False):
                self.endings.append(lambda: self.engine.docker("network", "rm", name, must=False))
                return name, octets
        raise RuntimeError("no free subnet")

    def bridge_of(self, network):
        return "br-" + self.engine.docker("network", "inspect", "-f", "{{.Id}}", network)[:12]

    # The count

    def ids(self, names):
        return set().union(*(self.roles[name] for name in names)) if names else set().union(*self.roles.values())

    def starts(self, *names):
        """The starts of these containers, or of all, including earlier containers of the same name."""
        return len(self.engine.events.of(self.ids(names), "start", self.began))

    def deaths(self, *names, since=0.0):
        return len(self.engine.events.of(self.ids(names), "die", max(since, self.began)))

    def killed(self, *names):
        """How often a container was ended with SIGKILL."""
        return sum(row[3].get("exitCode") == "137" for row in self.engine.events.of(self.ids(names), "die", self.began))

    def wrong(self, *names, by_engine=0):
        """Starts that were not asked for, above the limit of the situation."""
        time.sleep(0.5)
        ids = self.ids(names)
        starts = len(self.engine.events.of(ids, "start", self.began))
        return max(0, starts - sum(self.asked[id] for id in ids) - by_engine - self.situation.limit)

    def accept(self):
        """All starts until now were right."""
        time.sleep(0.3)
        for id in self.ids(()):
            self.asked[id] = len(self.engine.events.of({id}, "start", self.began))

    # The control

    def control(self, name, how="404", within=60):
        """The container fails, and a restart would help. True if it is restarted."""
        before = self.starts(name)
        self.fail(name, how if "probe" in self.supervisor.can or how == "end" else "exit")
        return self.healed(name, before, within)

    def healed(self, name, before, within=60):
        """True if it is started again, and runs."""
        return self.until(lambda: self.starts(name) > before, within) and self.until(lambda: self.engine.running(name), 20)

    def clear(self):
        for id in self.ids(()):
            self.engine.docker("rm", "-fv", id, must=False)
        for name in self.names:
            getattr(self.supervisor, "forget", lambda ignored: None)(name)
        for ending in reversed(self.endings):
            with contextlib.suppress(Exception):
                ending()
