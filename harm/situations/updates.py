"""Deployments, updaters and backups, which replace or stop containers."""

import pathlib
import socket
import time

from harm import image
from harm.situation import Unavailable, situation

THEME = "Deployments, updaters and backups"


def compose(project, service, number=1):
    label = "--label=com.docker.compose."
    return [label + "project=" + project, label + "service=" + service, label + "oneoff=False", label + "container-number=%d" % number]


def project(s, services="abc", flags=(), **options):
    """A Compose project with its services."""
    names = [s.run(one, flags=[*compose(s.situation.id, one), *flags], wait=False, **options) for one in services]
    for name in names:
        s.await_ready(name)
    return names


@situation("docker compose down stops and removes three containers.", "The user removes the whole project.", roles="a b c",
           selected=True)
def compose_down(s):
    names = project(s)
    for name in names:
        s.user("stop", "-t", 2, name)
        s.wait(1)
    s.wait(12)
    for name in names:
        s.user("rm", name)
    s.wait(10)
    return s.wrong(), None


@situation("docker compose stop stops three services in turn, and each answers 404 while it drains for 12 s.",
           "A slow shutdown of a project is still a shutdown.", roles="a b c")
def compose_stop_slow(s):
    for name in project(s, env={"DRAIN": 12}, flags=["--stop-timeout=30"]):
        s.user("stop", name)
    s.wait()
    return s.wrong(), None


@situation("docker compose restart restarts three services at the same time.", "The restarts have already happened.", roles="a b c")
def compose_restart(s):
    names = project(s)
    s.user("restart", "-t", 2, *names)
    s.wait()
    return s.wrong(), s.control(names[0])


@situation("docker compose pause pauses a project for 20 s.", "A paused project is not failing.", roles="a b c")
def compose_pause(s):
    names = project(s)
    s.user("pause", *names)
    s.wait()
    s.user("unpause", *names, must=False)
    s.wait(5)
    wrong = s.wrong()
    s.await_ready(names[0])
    return wrong, s.control(names[0])


@situation("docker compose up --scale web=1 stops and removes two of three replicas.", "The user wants fewer replicas.",
           roles="web-1 web-2 web-3")
def compose_scale_down(s):
    names = [s.run("web-%d" % number, flags=compose("scale", "web", number), wait=False) for number in (1, 2, 3)]
    for name in names:
        s.await_ready(name)
    for name in names[1:]:
        s.user("stop", "-t", 2, name)
        s.user("rm", name)
    s.wait(15)
    return s.wrong(), s.control(names[0])


def replace_with_compose(s, gap, **options):
    """As docker compose up does it: create under a temporary name, stop and remove the old one, rename, start."""
    old = s.run(flags=compose("replace", "web"), **options)
    new = s.run(flags=[*compose("replace", "web"), "--label=com.docker.compose.replace=" + old], create=True,
                name=s.names[old][:12] + "_" + old, **options)
    s.user("stop", "-t", 3, old)
    s.wait(gap)
    s.user("rm", old)
    s.names.pop(old)
    s.user("rename", new, old)
    s.wait(gap)
    s.user("start", old)
    s.wait(15)
    wrong = s.wrong()
    s.await_ready(old)
    return wrong, old


@situation("docker compose up replaces a changed service.", "The old container must stay down until its removal.", selected=True)
def compose_recreate(s):
    wrong, web = replace_with_compose(s, 0)
    return wrong, s.control(web)


@situation("docker compose up replaces a service, with 15 s between its steps.", "A slow deployment is still a deployment.")
def compose_recreate_slow(s):
    wrong, web = replace_with_compose(s, 15)
    return wrong, s.control(web)


@situation("docker compose up replaces a container marked as required.",
           "A short gap during a deployment does not mean a missing container.",
           rules=[{"name": "harm-required-recreate-web", "required": True}], selected=True)
def required_recreate(s):
    wrong, web = replace_with_compose(s, 2, by_rule=s.supervisor.name == "dogwatch", check=None)
    return wrong, s.control(web, "exit")


@situation("The replacement of a required container stays in the state created, because its port is in use.",
           "Another start would fail too, but the failure must be reported.", needs="dogwatch",
           rules=[{"name": "harm-required-created-web", "required": True}])
def required_created(s):
    web = s.run(by_rule=True, check=None)
    s.user("rm", "-f", web)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        new = s.run(by_rule=True, check=None, create=True, flags=["-p", "127.0.0.1:%d:80" % other.getsockname()[1]])
        s.user("start", new, must=False)
        reported = s.until(lambda: s.supervisor.reported(web), 100)
        s.wait(5)
        return s.wrong(), reported


@situation("An update stops and removes a container, and creates a slow one under the same name.",
           "The new container has its own start period.", selected=True)
def update_recreate(s):
    web = s.run()
    s.user("stop", "-t", 2, web)
    s.wait(2)
    s.user("rm", web)
    s.wait(2)
    s.run(boot=8, start=20, wait=False)
    s.wait(25)
    wrong = s.wrong()
    s.await_ready(web)
    return wrong, s.control(web)


@situation("Two containers swap their names, and the old one is stopped (blue-green deployment).",
           "A container is identified by its id, not by its name.", roles="web new")
def blue_green(s):
    web, new = s.run("web"), s.run("new")
    s.user("rename", web, web + "-old")
    s.user("rename", new, web)
    s.user("stop", "-t", 2, web + "-old")
    s.wait()
    return s.wrong(), None


@situation("Watchtower updates a container: SIGTERM, wait, remove, create, start.", "The signal of the updater is a stop.",
           selected=True)
def watchtower(s):
    web = s.run(env={"DRAIN": 4})
    s.user("kill", "-s", "TERM", web)
    s.until(lambda: not s.engine.running(web), 20)
    s.wait(3)
    s.user("rm", "-f", web)
    s.run(wait=False)
    s.wait(15)
    wrong = s.wrong()
    s.await_ready(web)
    return wrong, s.control(web)


@situation("Watchtower waits for 25 s until a draining container has exited.",
           "The updater waits for the exit and removes the container.")
def watchtower_draining(s):
    web = s.run(env={"DRAIN": 25})
    s.user("kill", "-s", "TERM", web)
    s.until(lambda: not s.engine.running(web), 60)
    s.wait(12)
    wrong = s.wrong()
    s.user("rm", "-f", web)
    return wrong, None


@situation("Watchtower updates three replicas in turn.", "Each stop precedes a new container.", roles="a b c")
def watchtower_rolling(s):
    names = [s.run(role, wait=False) for role in "abc"]
    for name in names:
        s.await_ready(name)
    for role in "abc":
        s.user("kill", "-s", "TERM", s.name(role))
        s.until(lambda role=role: not s.engine.running(s.name(role)), 20)
        s.wait(5)
        s.user("rm", "-f", s.name(role))
        s.run(role, wait=False)
    s.wait(12)
    wrong = s.wrong()
    s.await_ready(names[0])
    return wrong, s.control(names[0])


@situation("Portainer recreates a container: it stops and renames the old one, starts the new one, and removes the old one last.",
           "The old container still exists, but must stay down.")
def portainer(s):
    web = s.run()
    s.user("stop", "-t", 2, web)
    s.user("rename", web, web + "-old")
    s.wait(8)
    s.run(wait=False)
    s.wait(12)
    wrong = s.wrong()
    s.user("rm", web + "-old")
    s.await_ready(web)
    return wrong, s.control(web)


@situation("An update fails: the new container is removed, and the updater starts the old one again.",
           "The updater decides which container runs.")
def rollback(s):
    web = s.run()
    s.user("stop", "-t", 2, web)
    s.user("rename", web, web + "-old")
    s.run(wait=False, env={"BOOT": 30}, start=40)
    s.wait(8)
    s.user("rm", "-f", web)
    s.wait(4)
    s.user("rename", web + "-old", web)
    s.user("start", web)
    s.wait(12)
    wrong = s.wrong()
    s.await_ready(web)
    return wrong, s.control(web)


@situation("A task of a Swarm service fails.", "Swarm replaces failed tasks; a restarted one would be a duplicate.", needs="probe",
           selected=True)
def swarm_task(s):
    web = s.run(flags=["--label=com.docker.swarm.task.id=x1y2z3", "--label=com.docker.swarm.task.name=shop_web.1.x1y2z3",
                       "--label=com.docker.swarm.service.name=shop_web", "--label=com.docker.swarm.service.id=s1",
                       "--label=com.docker.swarm.node.id=n1"])
    s.fail(web, lasting=True)
    s.wait(25)
    return s.wrong(), None


@situation("A task fails on a real Swarm of one node, and Swarm replaces it.", "A restarted task would be a duplicate.", alone=True,
           needs="probe")
def swarm_service(s):
    if pathlib.Path("/sys/class/net/docker_gwbridge").exists():
        raise Unavailable("another engine of this machine has a swarm")
    s.engine.docker("swarm", "init", "--advertise-addr", "127.0.0.1", "--default-addr-pool", "10.114.0.0/16")
    labels = {"dogwatch": ["--container-label", "dogwatch.enable=true"], "autoheal": ["--container-label", "autoheal=true"]}
    try:
        s.engine.docker("service", "create", "-d", "--name", "harm-swarm", "--network", "host", *labels.get(s.supervisor.name, []),
                        "--health-cmd", "test ! -e /tmp/sick", "--health-interval", "2s", "--health-retries", "2", image.APP,
                        "sleep", "100000")
        s.until(lambda: tasks(s), 40, "a task", must=True)
        first = tasks(s)
        s.until(lambda: s.engine.health(first[0]) == "healthy", 30)
        s.engine.docker("exec", first[0], "touch", "/tmp/sick")
        s.wait(45)
        ids = {row[2] for row in s.engine.events.rows if row[3].get("com.docker.swarm.service.name") == "harm-swarm"}
        starts = [len(s.engine.events.of({id}, "start", s.began)) for id in ids]
        s.notes.append("%d tasks, %d running" % (len(ids), len(tasks(s))))
        return sum(count - 1 for count in starts if count > 1), None
    finally:
        s.engine.docker("service", "rm", "harm-swarm", must=False)
        time.sleep(3)
        s.engine.docker("swarm", "leave", "--force", must=False)
        s.engine.docker("network", "rm", "docker_gwbridge", must=False)


def tasks(s):
    filters = "label=com.docker.swarm.service.name=harm-swarm"
    return (s.engine.docker("ps", "-q", "--no-trunc", "--filter", filters, must=False) or "").split()


@situation("A backup stops three containers, copies their volumes for 20 s, and starts them again.",
           "Files must not change while they are copied.", roles="a b c", selected=True)
def backup_stop(s):
    names = [s.run(role, wait=False) for role in "abc"]
    for name in names:
        s.await_ready(name)
    s.user("stop", "-t", 2, *names)
    s.wait()
    wrong = s.wrong()
    s.user("start", *names)
    s.await_ready(names[0])
    s.wait(6)
    return wrong + s.wrong(), s.control(names[0])


@situation("A backup pauses a database for 15 s, twice, to take a snapshot of its disk.",
           "The database continues after each pause.")
def backup_pause(s):
    web = s.run()
    for _ in range(2):
        s.user("pause", web)
        s.wait(15)
        s.user("unpause", web, must=False)
        s.wait(4)
    wrong = s.wrong()
    s.await_ready(web)
    return wrong, s.control(web)


@situation("A backup kills a container that does not stop in time, and starts it after the copy.",
           "The kill is part of the backup.")
def backup_kill(s):
    web = s.run(env={"STOP": "none"})
    s.user("stop", "-t", 3, web)
    s.wait(15)
    wrong = s.wrong()
    s.user("start", web)
    s.await_ready(web)
    return wrong, s.control(web)
