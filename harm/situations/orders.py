"""Settings by which an operator or the author of a container limits restarts."""

import time

from harm.situation import situation

THEME = "Opt-out, maintenance and disabled restarts"


@situation("A container without any label fails.", "A supervisor heals watched containers only.")
def unwatched(s):
    web = s.run(watched=False)
    s.fail(web, lasting=True)
    s.wait()
    return s.wrong(), None


OPT_OUTS = [
    ("autoheal", "autoheal=false", "docker-autoheal leaves it alone, so its owner expects the same."),
    ("autoheal-case", "autoheal=False", "YAML writes false in several ways."),
    ("deunhealth", "deunhealth.restart.on.unhealthy=false", "deunhealth leaves it alone, so its owner expects the same."),
    ("dogwatch", "dogwatch.enable=false", "A label restricts a rule."),
]

for short, label, reason in OPT_OUTS:
    @situation("A container with the label %s fails under a rule that matches all containers." % label, reason,
               id="opt-out-" + short, needs="probe", rules=[{"name": "harm-opt-out-%s-*" % short}], selected=short == "autoheal")
    def opt_out(s, label=label):
        s.run(check="healthcheck", health="test ! -e /ctl/sick", by_rule=True, watched=s.supervisor.name == "dogwatch",
              flags=["--label=" + label])
        (s.ctl(s.name("web")) / "sick").touch()
        s.wait(25)
        return s.wrong(), None


@situation("A container that drains for 16 s has the label autoheal.stop.timeout=30 and fails.",
           "Its owner asks for 30 s: SIGKILL after 10 s would destroy its work.", needs="probe", limit=1, selected=True)
def autoheal_stop_timeout(s):
    web = s.run(check="healthcheck", health="test -e /ctl/www/h", env={"DRAIN": 16}, flags=["--label=autoheal.stop.timeout=30"])
    healed = s.control(web, within=70)
    s.wait(3)
    return s.wrong() + s.killed(), healed


@situation("A container with mode observe fails.", "Its operator wants to be notified only.", needs="dogwatch")
def observed(s):
    web = s.run(labels={"mode": "observe"})
    s.fail(web, lasting=True)
    s.wait()
    return s.wrong(), None


@situation("A container with an invalid label crashes.", "An invalid label may have been a restriction, so Dogwatch only observes.",
           needs="dogwatch")
def label_invalid(s):
    web = s.run(labels={"budget.restart": "1"})
    s.fail(web, "exit")
    s.wait()
    return s.wrong(), None


@situation("A user begins a maintenance window (Monit: unmonitor) and the container crashes.", "The user works on the container.",
           needs="maintenance")
def maintenance(s):
    web = s.run()
    s.supervisor.maintenance(web, True)
    s.wait(2)
    s.fail(web, "exit")
    s.wait()
    wrong = s.wrong()
    before = s.starts(web)
    s.supervisor.maintenance(web, False)
    return wrong, s.healed(web, before, 40)


@situation("A label of the container defines the maintenance window.", "The window applies to its own container.", needs="dogwatch")
def maintenance_label(s):
    now = time.gmtime()
    web = s.run(labels={"maintenance": "%d %d * * * for 30m" % (now.tm_min, now.tm_hour)})
    s.fail(web, lasting=True)
    s.wait()
    return s.wrong(), None


@situation("A user pauses the supervision of a container.", "The user wants no action.", needs="dogwatch")
def supervision_paused(s):
    web = s.run()
    s.supervisor.pause(web)
    s.wait(1)
    s.fail(web, "exit")
    s.wait()
    return s.wrong(), None


@situation("A container fails during a silence.", "A silence mutes notifications only: one restart is right, a second one is not.",
           needs="dogwatch")
def silence(s):
    web = s.run()
    s.supervisor.silence(web)
    s.wait(1)
    before = s.starts(web)
    healed = s.control(web)
    s.asked[s.names[web]] += healed
    s.wait(12)
    return max(0, s.starts(web) - before - healed), healed


@situation("An operator disables all restarts.", "The operator wants no action on any host.", needs="dogwatch", alone=True)
def restarts_disabled(s):
    web = s.run()
    s.supervisor.disable_restarts(True)
    s.fail(web, lasting=True)
    s.wait()
    wrong = s.wrong()
    before = s.starts(web)
    s.supervisor.disable_restarts(False)
    healed = s.healed(web, before, 40)
    s.recover(web)
    return wrong, healed


@situation("An operator creates the file RESTARTS_DISABLED in the data directory.",
           "The file works immediately, and without the API.", needs="dogwatch", alone=True)
def restarts_disabled_file(s):
    web = s.run()
    file = s.supervisor.data / "RESTARTS_DISABLED"
    file.touch()
    s.fail(web, "exit")
    s.wait(15)
    wrong = s.wrong()
    before = s.starts(web)
    file.unlink()
    return wrong, s.healed(web, before, 40)


@situation("A container is recreated with the label dogwatch.enable=false, and fails.", "The label of the new container counts.",
           needs="dogwatch")
def label_removed(s):
    web = s.run()
    s.user("rm", "-f", web)
    s.run(labels={"enable": "false"}, wait=False)
    s.wait(5)
    s.fail(web, lasting=True)
    s.wait()
    return s.wrong(), None


@situation("The mail relay of Dogwatch (self.dependsOn) and a container with the label dogwatch.self fail.",
           "Restarting them could cut off Dogwatch itself.", roles="relay tagged", needs="dogwatch")
def own_needs(s):
    relay, tagged = s.run("relay"), s.run("tagged", labels={"self": "true"})
    s.fail(relay, lasting=True)
    s.fail(tagged, "exit")
    s.wait()
    return s.wrong(), None


@situation("A resource check warns about 80 % of the memory limit.", "A warning only notifies.", needs="dogwatch")
def memory_warning(s):
    web = s.run(flags=["--memory=20m", "--tmpfs=/fill"], labels={"check.mem.resource.memory": "50%", "check.mem.resource.for": "1s"})
    s.user("exec", web, "dd", "if=/dev/zero", "of=/fill/x", "bs=1M", "count=16")
    s.wait()
    return s.wrong(), s.control(web)
