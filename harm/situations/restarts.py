"""Actions of a user between the decision to restart a container and the call, while a hook of 6 s runs."""

from harm.situation import situation

THEME = "While a restart is prepared"


def hooked(id):
    return [{"name": "harm-%s-*" % id, "remedy": {"before": [{"command": ["sleep", "6"]}]}}]


def prepared(s, act):
    """The restart is decided, and its hook runs: now act is called."""
    web = s.run()
    s.fail(web)
    s.until(lambda: s.supervisor.phase(web) == "restarting", 30, "the decision", must=True)
    s.wait(2)
    act(web)
    s.wait(18)
    return web


@situation("A user stops the container while its restart is prepared.", "The stop is newer than the decision.", needs="dogwatch",
           rules=hooked("hook-stop"), selected=True)
def hook_stop(s):
    prepared(s, lambda web: s.user("stop", "-t", 1, web))
    return s.wrong(), None


@situation("A user pauses the container while its restart is prepared.", "The pause is newer than the decision.", needs="dogwatch",
           rules=hooked("hook-pause"))
def hook_pause(s):
    web = prepared(s, lambda web: s.user("pause", web))
    wrong = s.wrong()
    s.user("unpause", web, must=False)
    return wrong, None


@situation("A user restarts the container while its restart is prepared.", "The failure is over.", needs="dogwatch",
           rules=hooked("hook-restart"))
def hook_restart(s):
    prepared(s, lambda web: s.user("restart", "-t", 1, web))
    return s.wrong(), None


@situation("A user begins a maintenance window while the restart is prepared.", "The window applies to every later call.",
           needs="dogwatch", rules=hooked("hook-maintenance"))
def hook_maintenance(s):
    prepared(s, lambda web: s.supervisor.maintenance(web, True))
    return s.wrong(), None


@situation("A user removes and recreates the container while its restart is prepared.", "The new container has not failed.",
           needs="dogwatch", rules=hooked("hook-recreate"))
def hook_recreate(s):
    def act(web):
        s.user("rm", "-f", web)
        s.run(wait=False)
    prepared(s, act)
    return s.wrong(), None


@situation("The service recovers while its restart is prepared.", "A restart would interrupt a healthy service.", needs="dogwatch",
           rules=hooked("hook-recovered"), selected=True)
def hook_recovered(s):
    web = prepared(s, s.recover)
    wrong = s.wrong()
    return wrong, s.control(web)


@situation("A user pauses the supervision of the container while its restart is prepared.", "The pause is newer than the decision.",
           needs="dogwatch", rules=hooked("hook-unwatched"))
def hook_unwatched(s):
    prepared(s, lambda web: s.supervisor.pause(web))
    return s.wrong(), None
