"""Containers that are slow, that load, or that fail for a moment."""

import os
import socket

from harm import image
from harm.situation import Unavailable, situation

THEME = "Slow starts, loading and short failures"


@situation("A container needs 20 s to start, and its start period is 45 s.", "The start takes as long as declared.")
def slow_start(s):
    web = s.run(boot=20, start=45, wait=False)
    s.wait(30)
    wrong = s.wrong()
    s.await_ready(web)
    return wrong, s.control(web)


@situation("A HEALTHCHECK still reports starting after 22 s.", "starting is neither healthy nor unhealthy.")
def health_starting(s):
    s.run(check="healthcheck", start=30, health="false", wait=False)
    s.wait(22)
    return s.wrong(), None


@situation("A container needs 20 s to start, and only its HEALTHCHECK declares a start period, of 40 s.",
           "Docker's start period applies to the supervisor's probes too.", selected=True)
def health_start_period(s):
    web = s.run(boot=20, health="wget -q -O /dev/null http://127.0.0.1/h", flags=["--health-start-period=40s"], wait=False,
                start=0 if s.supervisor.name == "dogwatch" else 40)
    s.wait(30)
    wrong = s.wrong()
    s.await_ready(web)
    return wrong, s.control(web)


@situation("A user fixes and starts a container that was unhealthy before and needs 12 s to start.",
           "The old result of the HEALTHCHECK belongs to the previous start.")
def health_of_earlier_life(s):
    web = s.run(check="healthcheck", boot=12, start=25)
    s.fail(web, lasting=True)
    s.until(lambda: s.engine.health(web) == "unhealthy", 30)
    s.user("stop", "-t", 1, web)
    s.accept()
    s.wait(6)
    (s.ctl(web) / "sick").unlink()
    s.user("start", web)
    s.wait()
    wrong = s.wrong()
    s.await_ready(web)
    return wrong, s.control(web)


@situation("A HEALTHCHECK cannot run because the image has no shell; the service responds.",
           "The engine reports unhealthy, although no test has run.", selected=True)
def health_no_shell(s):
    web = s.run(image=image.NO_SHELL, health="wget -q -O /dev/null http://127.0.0.1/h", check="healthcheck", wait=False)
    s.wait(35)
    s.notes.append("health: %s, responds: %s" % (s.engine.health(web), s.answers(web)))
    return s.wrong(), None


@situation("A container fails one or two probes and recovers, again and again.", "Each failure is below the threshold.",
           selected=True)
def flaps_below_threshold(s):
    web = s.run()
    for _ in range(5):
        s.fail(web)
        s.wait(1.3)
        s.recover(web)
        s.wait(3)
    return s.wrong(), s.control(web)


@situation("One response takes 2 s, now and then.", "A single timeout is below the threshold.")
def slow_responses(s):
    web = s.run()
    for _ in range(3):
        s.fail(web, "hang")
        s.wait(2)
        s.recover(web)
        s.wait(5)
    return s.wrong(), s.control(web, "hang")


@situation("One of two critical checks fails, and both are needed (failWhen all).", "The failure condition is not met.",
           needs="dogwatch")
def one_of_two(s):
    web = s.run(labels={"failWhen": "all", "check.door.tcp.port": "80"})
    s.fail(web)
    s.wait()
    return s.wrong(), s.control(web, "exit")


@situation("A check with severity warn fails.", "A warning only notifies.", needs="dogwatch")
def warning_check(s):
    web = s.run(labels={"check.extra.http.port": "80", "check.extra.http.path": "/missing", "check.extra.http.severity": "warn"})
    s.wait()
    return s.wrong(), s.control(web)


# Loading

def loading(s, preset, port, seconds=25):
    web = s.run(check=None, port=port, env={"SERVE": "nc -ll -p %d -e /bin/%s" % (port, preset)},
                labels={"check.door.tcp.port": str(port), "check.door.tcp.preset": preset}, wait=False)
    s.wait(seconds)
    wrong = s.wrong()
    (s.ctl(web) / "loaded").touch()
    s.await_ready(web)
    return wrong, s.control(web, "exit")


@situation("Redis loads its data for 25 s and answers -LOADING.", "A restart would begin the loading again.", needs="dogwatch",
           selected=True)
def redis_loading(s):
    return loading(s, "redis", 6379)


@situation("PostgreSQL recovers for 25 s and reports that it is starting up.", "A restart would begin the recovery again.",
           needs="dogwatch")
def postgres_starting(s):
    return loading(s, "postgres", 5432)


@situation("A real MariaDB blocks clients after five aborted connections; it is probed every second.",
           "A probe must not cause the failure itself.", needs="dogwatch")
def mysql_probed(s):
    if not os.access("/usr/sbin/mariadbd", os.X_OK):
        raise Unavailable("mariadbd is not installed")
    gateway = s.engine.docker("network", "inspect", "-f", "{{(index .IPAM.Config 0).Gateway}}", "bridge")
    gateway = gateway or s.engine.docker("network", "inspect", "-f", "{{(index .IPAM.Config 0).Subnet}}", "bridge").replace(".0/24", ".1")
    script = ("mkdir -p /tmp/data && mariadb-install-db --no-defaults --user=root --datadir=/tmp/data --skip-test-db >/dev/null 2>&1; "
              "echo \"CREATE USER shop@'%' IDENTIFIED BY 'shop';\" >/tmp/init; "
              "exec mariadbd --no-defaults --init-file=/tmp/init --user=root --datadir=/tmp/data --socket=/tmp/sock --pid-file=/tmp/pid --port=3306 "
              "--max-connect-errors=5 --innodb-buffer-pool-size=8M --innodb-log-file-size=8M 2>&1")
    web = s.run(image=image.HOST, check=None, port=3306, wait=False, start=60,
                flags=["-v", "/usr:/usr:ro", "-v", "/etc/alternatives:/etc/alternatives:ro", "--add-host", "prober:" + gateway],
                command=["sh", "-c", script], labels={"check.door.tcp.port": "3306", "check.door.tcp.preset": "mysql"})
    # Not by a connection: it would be an aborted one from the same address as the probes.
    s.until(lambda: "ready for connections" in s.engine.docker("logs", web), 90, "MariaDB", must=True)
    s.wait(25)
    blocked = b"is blocked" in greeting(s, web)
    s.notes.append("MariaDB: %s" % ("blocked the prober" if blocked else "responds"))
    return s.wrong() + blocked, None


def greeting(s, web):
    for address in s.engine.addresses(web):
        with socket.create_connection((address, 3306), 2) as connection:
            connection.settimeout(2)
            return connection.recv(512)
    return b""


@situation("A service has only 10 % of a CPU for 20 s.", "A response within the timeout is not a failure, however slow.")
def slow_cpu(s):
    web = s.run()
    s.user("update", "--cpus=0.1", web)
    s.wait()
    wrong = s.wrong()
    s.user("update", "--cpus=1", web)
    s.await_ready(web)
    return wrong, s.control(web)


@situation("A HEALTHCHECK with an interval of 10 min has not run yet.", "A missing result is not a failure.")
def health_long_interval(s):
    s.run(check="healthcheck", health="false", flags=["--health-interval=10m", "--health-start-period=0s"], wait=False)
    s.wait()
    return s.wrong(), None
