"""Containers that need each other, or share a network namespace."""

from harm.situation import situation

THEME = "Dependencies and shared networks"


def pair(s, condition="started", **database):
    """A database, and a web server that depends on it by a label of Dogwatch."""
    db = s.run("db", **database)
    return db, s.run("web", labels={"dependsOn." + db: condition})


@situation("The database is down; the web server that depends on it fails too.", "Only the database needs a restart.",
           roles="db web", needs="dependencies", selected=True)
def dependency_down(s):
    db, web = pair(s)
    s.fail(db, lasting=True)
    s.fail(web, lasting=True)
    s.wait(30)
    return s.wrong(web), s.starts(db) > 1


@situation("A user stops the database; the web server that depends on it fails.",
           "The web server cannot work before the database is started.", roles="db web", needs="dependencies", selected=True)
def dependency_stopped(s):
    db, web = pair(s)
    s.user("stop", "-t", 2, db)
    s.fail(web, lasting=True)
    s.wait()
    wrong = s.wrong()
    s.user("start", db)
    s.recover(web)
    s.await_ready(web)
    return wrong, s.control(web)


@situation("A user pauses the database; the web server that depends on it fails.",
           "The web server works again when the database is resumed.", roles="db web", needs="dependencies")
def dependency_paused(s):
    db, web = pair(s)
    s.user("pause", db)
    s.fail(web, lasting=True)
    s.wait()
    wrong = s.wrong()
    s.user("unpause", db)
    s.recover(web)
    return wrong, None


@situation("A user restarts the database, which needs 15 s; the web server fails in this time.",
           "It recovers by itself when the database is ready.", roles="db web", needs="dependencies")
def dependency_starting(s):
    db, web = pair(s, condition="healthy", boot=15, start=30)
    s.user("restart", "-t", 1, db)
    s.fail(web, lasting=True)
    s.wait(14)
    s.recover(web)
    s.wait(12)
    return s.wrong(), None


@situation("A user removes the database; the web server that depends on it fails.", "A restart does not bring the database back.",
           roles="db web", needs="dependencies")
def dependency_removed(s):
    db, web = pair(s)
    s.user("rm", "-f", db)
    s.fail(web, lasting=True)
    s.wait()
    return s.wrong(), None


@situation("The database fails in a maintenance window; the web server that depends on it fails too.",
           "The user works on the database.", roles="db web", needs="dependencies")
def dependency_in_maintenance(s):
    db, web = pair(s)
    s.supervisor.maintenance(db, True)
    s.wait(1)
    s.fail(db, lasting=True)
    s.fail(web, lasting=True)
    s.wait()
    wrong = s.wrong()
    s.recover(db)
    s.recover(web)
    s.supervisor.maintenance(db, False)
    return wrong, None


@situation("The first of three containers in a chain of dependencies fails, and the other two with it.",
           "Only the first needs a restart.", roles="db api web", needs="dependencies")
def dependency_chain(s):
    db = s.run("db")
    api = s.run("api", labels={"dependsOn": db})
    web = s.run("web", labels={"dependsOn": api})
    for name in (db, api, web):
        s.fail(name, lasting=True)
    s.wait(30)
    return s.wrong(api, web), s.starts(db) > 1


@situation("A user stops the database of a Compose project; the web server has it in depends_on and fails.",
           "The web server cannot work before the database is started.", roles="db web", needs="dependencies")
def compose_depends_on(s):
    label = "--label=com.docker.compose."
    common = [label + "project=harmdepends", label + "oneoff=False", label + "container-number=1"]
    db = s.run("db", flags=[*common, label + "service=db"])
    web = s.run("web", flags=[*common, label + "service=web", label + "depends_on=db:service_healthy:false"])
    s.user("stop", "-t", 2, db)
    s.fail(web, lasting=True)
    s.wait()
    return s.wrong(), None


# Shared network namespaces, such as a VPN container and the programs behind it

def behind(s, vpn, **options):
    """A container in the network of the VPN container, with a HEALTHCHECK that needs this network."""
    return s.run("child", check="healthcheck", health="ip link show eth0 >/dev/null", flags=["--network=container:" + vpn],
                 env={"SERVE": "httpd -f -p 8081 -h /ctl/www"}, **options)


@situation("A VPN container is recreated; the engine cannot start the container behind it any more.",
           "A restart would only stop the container: it must be recreated.", roles="vpn child", needs="probe", selected=True)
def vpn_recreated(s):
    vpn = s.run("vpn")
    child = behind(s, vpn)
    s.user("rm", "-f", vpn)
    s.wait(2)
    s.run("vpn", wait=False)
    s.wait(40)
    deaths = s.deaths(child)
    s.notes.append("the child was stopped %d times" % deaths)
    return s.wrong() + deaths, None


@situation("A user stops the VPN container.", "A container behind the VPN cannot work without it.", roles="vpn child",
           needs="probe")
def vpn_stopped(s):
    vpn = s.run("vpn")
    child = behind(s, vpn)
    s.user("stop", "-t", 1, vpn)
    s.wait(30)
    return s.wrong() + s.deaths(child), None


@situation("A user restarts the VPN container.", "The container behind it needs one restart to join the new network.",
           roles="vpn child", needs="dependencies", limit=1, selected=True)
def vpn_restarted(s):
    vpn = s.run("vpn")
    child = behind(s, vpn)
    before = s.starts(child)
    s.user("restart", "-t", 1, vpn)
    healed = s.healed(child, before, 40)
    s.wait(15)
    return s.wrong(), healed


@situation("A user restarts the VPN container seven times.",
           "Seven restarts of the container behind it are right, and must not use up its budget.", roles="vpn child",
           needs="dependencies", limit=7)
def vpn_flapping(s):
    vpn = s.run("vpn")
    child = behind(s, vpn)
    followed = 0
    for _ in range(7):
        before = s.starts(child)
        s.user("restart", "-t", 1, vpn)
        followed += s.healed(child, before, 30)
        s.wait(4)
    s.notes.append("followed %d of 7" % followed)
    return s.wrong(), followed == 7


@situation("A user pauses the VPN container for 20 s.", "The containers behind it work again after the pause.", roles="vpn child",
           needs="probe")
def vpn_paused(s):
    vpn = s.run("vpn", check=None)
    child = behind(s, vpn)
    s.user("pause", vpn)
    s.wait()
    s.user("unpause", vpn)
    s.wait(5)
    return s.wrong() + s.deaths(child), None
