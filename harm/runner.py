"""Plays the chosen situations to one supervisor, and keeps the results."""

import concurrent.futures
import contextlib
import json
import pathlib
import shutil
import tempfile
import time
import traceback

from harm import image
from harm.engine import Engine
from harm.situation import SITUATIONS, Unavailable
from harm.stage import Stage, Wish
from harm.supervisors import SUPERVISORS
from harm.throttle import Throttle

# Healthy containers, as on a real host: without them, a few failures at the same time would be a large share of it.
NEIGHBOURS = 24


def choose(options):
    """The situations for these options."""
    chosen = [SITUATIONS[id] for id in options.only] if options.only else list(SITUATIONS.values())
    return [one for one in chosen if one.id not in options.skip and (one.selected or not options.selection or options.only)]


class Play:
    """One run: the engine, the supervisor and the situations."""

    def __init__(self, options):
        self.options, self.chosen = options, choose(options)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="dogwatch-harm."))
        self.engine = Engine()
        self.limits = []
        self.supervisor = SUPERVISORS[options.supervisor](self)
        self.results = {}

    def throttle(self, pid):
        """Limits the CPU of the supervisor if the options say so. Called when it has started."""
        if self.options.cpu:
            self.limits.append(Throttle(self.options.cpu, pid))

    def run(self):
        able = []
        for one in self.chosen:
            missing = one.needs - self.supervisor.can
            if missing:
                self.results[one.id] = {"skipped": "%s has no %s" % (self.supervisor.name, ", ".join(sorted(missing)))}
            else:
                able.append(one)
        began = time.monotonic()
        try:
            self.remove_all()
            image.make_all(self.engine)
            self.supervisor.start()
            self.start_neighbours()
            with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
                list(pool.map(self.carry_out, [one for one in able if not one.alone]))
            self.remove_all()
            for one in able:
                if one.alone:
                    if not self.engine.responds():
                        self.engine.start()
                    self.carry_out(one)
        finally:
            with contextlib.suppress(Exception):
                self.supervisor.stop()
            for limit in self.limits:
                limit.release()
            with contextlib.suppress(Exception):
                self.remove_all()
            self.engine.events.ended = True
            self.write(time.monotonic() - began)
        return self.conclude(time.monotonic() - began)

    def write(self, seconds):
        ordered = {id: self.results[id] for id in SITUATIONS if id in self.results}
        pathlib.Path(self.options.out).write_text(json.dumps({
            "supervisor": self.supervisor.name, "on": time.strftime("%Y-%m-%d"), "seconds": round(seconds),
            "jobs": self.options.jobs, "cpu": self.options.cpu, "results": ordered}, indent=1) + "\n")

    def start_neighbours(self):
        wish = Wish(None, 80, 0, None, True, False, {}, None, ())
        for number in range(NEIGHBOURS):
            self.engine.docker("run", "-d", "--name", "harm-neighbour-%d" % number, *self.supervisor.flags(wish), image.APP,
                               "sleep", "100000")

    def remove_all(self):
        ids = (self.engine.docker("ps", "-aq", must=False) or "").split()
        if ids:
            self.engine.docker("rm", "-fv", *ids, must=False)

    def carry_out(self, situation):
        """Plays one situation. One that could not be set up, or whose control was not healed, is played a second time.

        A wrong start counts even if it does not happen again."""
        result = self.once(situation)
        if not result.get("wrong") and ("fault" in result or result.get("healed") is False) and self.options.again:
            second = self.once(situation)
            second["notes"] = second.get("notes", []) + ["first attempt: " + verdict(result)]
            result = second
        self.results[situation.id] = result

    def once(self, situation):
        stage, began = Stage(self, situation), time.monotonic()
        try:
            wrong, healed = situation.act(stage)
            result = {"wrong": wrong, "healed": healed}
        except Unavailable as reason:
            result = {"skipped": str(reason)}
        except Exception as fault:
            if not isinstance(fault, RuntimeError):
                traceback.print_exc()
            result = {"fault": "%s: %s" % (type(fault).__name__, fault)}
            # A wrong start may be the reason, such as for a docker rm of a container that should be down.
            with contextlib.suppress(Exception):
                wrong = stage.wrong()
                if wrong:
                    result = {"wrong": wrong, "healed": None}
                    stage.notes.append(str(fault))
        finally:
            with contextlib.suppress(Exception):
                stage.clear()
        result |= {"notes": stage.notes, "seconds": round(time.monotonic() - began)}
        if not as_wanted(result):
            result["events"] = [line(row, stage.began) for row in stage.engine.events.of(stage.ids(()), since=stage.began)
                                if not row[1].startswith(("exec_", "health_status: healthy"))][:80]
        print("%s %-32s %s  %s" % (time.strftime("%H:%M:%S"), situation.id, verdict(result), "; ".join(stage.notes)))
        return result

    def conclude(self, seconds):
        """Prints the totals, then everything that is not as it should be. The exit code."""
        bad = {id: result for id, result in self.results.items() if not as_wanted(result)}
        played = [result for result in self.results.values() if "wrong" in result]
        controls = [result["healed"] for result in played if result["healed"] is not None]
        print("%s: %d situations in %d s; %d wrong starts in %d situations; controls healed: %d of %d" % (
            self.supervisor.name, len(played), seconds, sum(result["wrong"] for result in played),
            sum(result["wrong"] > 0 for result in played), sum(controls), len(controls)))
        must_be_right = self.supervisor.name == "dogwatch"
        for id, result in bad.items():
            print("  %-32s %s" % (id, verdict(result)))
            if must_be_right:
                print("    %s %s" % (SITUATIONS[id].what, SITUATIONS[id].why))
                for event in result.get("events", [])[:40]:
                    print("      " + event)
        if bad and must_be_right:
            print("log and configuration: %s" % self.folder)
            return 1
        shutil.rmtree(self.folder, ignore_errors=True)
        return 0


def as_wanted(result):
    return not result.get("wrong") and result.get("healed") is not False and "fault" not in result


def line(row, began):
    """An event for the reader: seconds, action, container."""
    at, action, ignored, attributes = row
    code = " code " + attributes["exitCode"] if "exitCode" in attributes else ""
    signal = " signal " + attributes["signal"] if "signal" in attributes else ""
    return "%.1f %s %s%s%s" % (at - began, action, attributes.get("name"), code, signal)


def verdict(result):
    if "skipped" in result:
        return "skipped: " + result["skipped"]
    if "fault" in result:
        return "could not be played: " + result["fault"][:200]
    control = {None: "", True: ", control healed", False: ", control NOT healed"}[result["healed"]]
    return "wrong %d%s" % (result["wrong"], control)
