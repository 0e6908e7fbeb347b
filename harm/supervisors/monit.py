"""Monit of Debian, as its manual shows it: a probe program, three failed cycles, and at most 5 restarts."""

import pathlib
import subprocess

from harm.engine import await_that
from harm.supervisors.base import Supervisor

PROBE = """#!/bin/sh
# probe.sh NAME PORT. A container is checked from its first creation on.
[ -e {folder}/known/$1 ] || exit 0
state=$({docker} inspect -f '{{{{.State.Running}}}}{{{{range .NetworkSettings.Networks}}}} {{{{.IPAddress}}}}{{{{end}}}}' "$1") || exit 1
case $state in true*) ;; *) exit 2 ;; esac
[ -e {folder}/probed/$1 ] || exit 0
for address in ${{state#true}}; do
  if timeout 1 busybox wget -q -O /dev/null "http://$address:$2/h"; then exit 0; fi
  failed=yes
done
[ -z "$failed" ]
"""

CHECK = """check program {name} with path "{folder}/probe.sh {name} {port}"
  start program = "{docker} start {name}"
  stop program = "{docker} stop {name}"
  if status != 0 for 3 cycles then restart
  if 5 restarts within 60 cycles then unmonitor
"""


class Monit(Supervisor):
    name, can = "monit", frozenset("probe process maintenance".split())

    def start(self):
        for folder in ("monit.d", "known", "probed"):
            (self.folder / folder).mkdir(exist_ok=True)
        docker = "%s -H %s" % (self.engine.client, self.engine.host)
        probe = self.folder / "probe.sh"
        probe.write_text(PROBE.format(folder=self.folder, docker=docker))
        probe.chmod(0o755)
        rc = self.folder / "monitrc"
        rc.write_text("set daemon 2\nset log {0}/monit.out\nset pidfile {0}/monit.pid\nset idfile {0}/monit.id\n"
                      "set statefile {0}/monit.state\n"
                      "set httpd unixsocket {0}/monit.sock allow root:root\ninclude {0}/monit.d/*\n".format(self.folder))
        rc.chmod(0o600)
        for situation in self.play.chosen:
            for role in situation.roles:
                name = "harm-%s-%s" % (situation.id, role)
                (self.folder / "monit.d" / name).write_text(CHECK.format(name=name, folder=self.folder, docker=docker, port=situation.port))
        self.spawn("monit", "-I", "-c", rc)
        await_that(lambda: (self.folder / "monit.sock").exists(), 30, "Monit")
        self.play.throttle(self.process.pid)

    def created(self, name, wish):
        if wish.watched:
            for folder in ("known", "probed") if wish.check == "http" else ("known",):
                (self.folder / folder / name).touch()

    def await_ready(self, name):
        return await_that(lambda: self.engine.running(name), 20, "%s running" % name, must=False) and super().await_ready(name)

    def maintenance(self, name, on):
        subprocess.run(["monit", "-c", self.folder / "monitrc", "unmonitor" if on else "monitor", name], stdout=subprocess.DEVNULL,
                       check=False)

    def forget(self, name):
        for folder in ("known", "probed"):
            pathlib.Path(self.folder, folder, name).unlink(missing_ok=True)
