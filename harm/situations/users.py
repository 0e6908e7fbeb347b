"""Everything else that a user does to a container."""

from harm.situation import situation

THEME = "Other manual actions"


@situation("A user pauses a container for 20 s.", "The container responds again after the pause; a restart would lose its state.",
           selected=True)
def pause(s):
    web = s.run()
    s.user("pause", web)
    s.wait()
    s.user("unpause", web, must=False)
    s.wait(6)
    wrong = s.wrong()
    s.await_ready(web)
    return wrong, s.control(web)


@situation("A user pauses a failing container to examine it.", "A restart would destroy the evidence.")
def pause_while_failing(s):
    web = s.run()
    s.fail(web, lasting=True)
    s.wait(1.5)
    s.user("pause", web)
    s.wait()
    wrong = s.wrong()
    s.user("unpause", web, must=False)
    s.recover(web)
    return wrong, None


@situation("A user pauses a container with a HEALTHCHECK.",
           "The engine cannot run a HEALTHCHECK in a paused container, so unhealthy means nothing.", selected=True)
def pause_healthcheck(s):
    web = s.run(check="healthcheck")
    s.user("pause", web)
    s.wait()
    s.user("unpause", web, must=False)
    s.wait(8)
    return s.wrong(), None


@situation("A user fixes and restarts a container while the supervisor waits for its next attempt.", "The failure is over.")
def fixed(s):
    web = s.run()
    s.fail(web, lasting=True)
    if not s.until(lambda: s.starts() > 2, 60):
        return 0, None
    s.wait(1)
    s.recover(web)
    s.accept()
    s.user("restart", "-t", 1, web)
    s.wait(30)
    return s.wrong(), None


@situation("A user renames a container.", "It is the same container.")
def rename(s):
    web = s.run()
    s.user("rename", web, web + "-2")
    s.wait(15)
    wrong = s.wrong()
    # Monit knows the old name only.
    return wrong, None if s.supervisor.name == "monit" else s.control(web + "-2")


@situation("A user renames a container and stops it.", "The stop applies to the container, not to the name.")
def rename_stop(s):
    web = s.run()
    s.user("rename", web, web + "-old")
    s.user("stop", "-t", 2, web + "-old")
    s.wait()
    return s.wrong(), None


@situation("A user restarts a healthy container.", "The restart has already happened.")
def restart(s):
    web = s.run()
    s.user("restart", "-t", 2, web)
    s.wait(15)
    return s.wrong(), s.control(web)


@situation("A user restarts a container that takes 15 s to exit.", "The restart is already in progress.")
def restart_slow(s):
    web = s.run(env={"DRAIN": 15}, flags=["--stop-timeout=30"])
    s.user("restart", "-t", 30, web)
    s.wait(12)
    return s.wrong(), None


@situation("A user restarts a container three times within 10 s.", "Manual restarts are not a crash loop.")
def restart_thrice(s):
    web = s.run()
    for _ in range(3):
        s.user("restart", "-t", 1, web)
        s.wait(2)
    s.wait(15)
    return s.wrong(), s.control(web)


@situation("A user restarts a container just when it begins to fail.",
           "One restart by the supervisor may overlap; a second one is useless.", limit=1)
def restart_overlap(s):
    web = s.run()
    s.fail(web, "hang")
    s.wait(3)
    s.user("restart", "-t", 1, web)
    s.wait(15)
    return s.wrong(), s.control(web)


@situation("A user debugs a container with docker exec and stops its server for 1.5 s.",
           "Two failed probes are below the threshold.")
def debug_exec(s):
    web = s.run()
    s.user("exec", "-d", web, "sleep", "60")
    s.fail(web, "hang")
    s.wait(1.5)
    s.recover(web)
    s.wait(10)
    return s.wrong(), s.control(web)


@situation("A user changes the memory limit, commits the container and copies files.", "These commands do not affect the service.")
def update_commit_copy(s):
    web = s.run()
    s.user("update", "--memory=200m", "--memory-swap=200m", web, must=False)
    s.user("commit", web, "harm/committed")
    s.user("cp", web + ":/bin/app", s.play.folder / "copy")
    s.wait(10)
    return s.wrong(), s.control(web)


@situation("A user sets the restart policy to no and kills the container.",
           "The user has disabled the engine's restarts and ended the container.")
def policy_removed(s):
    web = s.run(restart="always")
    s.user("update", "--restart=no", web)
    s.user("kill", web)
    s.wait()
    return s.wrong(), None


@situation("A container is created and never started.", "The first start is the user's decision.", selected=True)
def never_started(s):
    s.run(create=True)
    s.wait()
    return s.wrong(), None


@situation("A user stops a hanging container.", "The stop precedes any decision to restart.")
def stop_hanging(s):
    web = s.run()
    s.fail(web, "hang", lasting=True)
    s.user("stop", "-t", 2, web)
    s.wait()
    return s.wrong(), None
