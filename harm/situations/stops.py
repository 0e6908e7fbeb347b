"""Containers that a user stops or kills."""

from harm.situation import situation

THEME = "Manual stops"


def stopped(s, *command, **options):
    """A container that a user stops; then it is started again and fails."""
    web = s.run(**options)
    s.user(*command, web)
    s.wait()
    wrong = s.wrong()
    s.user("start", web)
    s.await_ready(web)
    return wrong, s.control(web)


@situation("A user stops a healthy container.", "A manual stop is intentional.", selected=True)
def stop(s):
    return stopped(s, "stop", "-t", 2)


@situation("A user stops a container with the restart policy always.", "A manual stop suspends the policy.")
def stop_policy(s):
    return stopped(s, "stop", "-t", 2, restart="always")


@situation("A user stops a container, which ignores its stop signal and is killed by the engine.",
           "Exit code 137 belongs to the manual stop and is not a crash.", selected=True)
def stop_ignored(s):
    return stopped(s, "stop", "-t", 4, env={"STOP": "none"})


@situation("A user stops a container that exits with code 1 on its stop signal.",
           "Many programs report an interrupted run as an error.")
def stop_exit_1(s):
    return stopped(s, "stop", "-t", 5, env={"END": 1})


@situation("A user stops a container while its probes fail, below the threshold.", "The stop precedes any decision to restart.")
def stop_while_suspect(s):
    web = s.run()
    s.fail(web, lasting=True)
    s.wait(1.5)
    s.user("stop", "-t", 2, web)
    s.wait()
    return s.wrong(), None


@situation("A user stops a container after restarts that did not help.", "The stop ends the incident and the pending restart.",
           selected=True)
def stop_while_failing(s):
    web = s.run()
    s.fail(web, lasting=True)
    s.until(lambda: s.starts() > 1, 40)
    s.wait(0.5)
    s.user("stop", "-t", 2, web)
    s.accept()
    s.wait(25)
    return s.wrong(), None


@situation("A user stops a failing container just before its restart, three times.", "The manual stop takes precedence.")
def stop_at_threshold(s):
    wrong = 0
    web = s.run()
    for delay in (2.2, 2.8, 3.4):
        s.fail(web, lasting=True)
        s.wait(delay)
        s.user("stop", "-t", 2, web)
        # A restart before or during the stop is right.
        s.accept()
        s.wait(12)
        wrong += s.wrong()
        s.accept()
        s.recover(web)
        s.user("start", web)
        s.await_ready(web)
    return wrong, s.control(web)


@situation("A user stops a container while the supervisor's restart call waits for its exit.",
           "The engine may complete that call, but a second restart would override the user.", limit=1, selected=True)
def stop_during_restart(s):
    web = s.run(env={"DRAIN": 8}, flags=["--stop-timeout=20"])
    s.fail(web, lasting=True)
    if not s.until(lambda: s.engine.events.of(s.ids(()), "kill", s.began), 40):
        return 0, None
    s.wait(1)
    s.user("stop", "-t", 20, web)
    s.wait(30)
    s.notes.append("running at the end: %s" % s.engine.running(web))
    return s.wrong(), None


@situation("A user starts three containers and stops them a moment later.", "A stop during the start period is a stop.",
           roles="a b c")
def stop_in_start(s):
    for role, delay in ("a", 0), ("b", 0.7), ("c", 2):
        name = s.run(role, wait=False)
        s.wait(delay)
        s.user("stop", "-t", 2, name)
    s.wait(18)
    return s.wrong(), None


@situation("A user stops a container, starts it, and stops it again within a few seconds.",
           "Each stop counts, also soon after a start.")
def stop_start_stop(s):
    web = s.run()
    s.user("stop", "-t", 1, web)
    s.user("start", web)
    s.wait(2)
    s.user("stop", "-t", 1, web)
    s.wait()
    return s.wrong(), None


@situation("A user stops four containers with one command.", "The stops arrive together, and each is intentional.", roles="a b c d")
def stop_many(s):
    names = [s.run(role, wait=False) for role in "abcd"]
    for name in names:
        s.await_ready(name)
    s.user("stop", "-t", 2, *names)
    s.wait()
    return s.wrong(), None


@situation("A user stops a container in a crash loop.", "The stop ends the loop.")
def stop_in_loop(s):
    web = s.run(check=None, env={"LIFE": 4, "CODE": 1}, wait=False)
    s.until(lambda: s.starts() > 1, 30)
    s.wait(0.5)
    s.user("stop", "-t", 1, web)
    s.accept()
    s.wait(25)
    return s.wrong(), None


@situation("The service answers 404 while it drains for 15 s after docker stop -t 30.",
           "Failing probes during a shutdown are expected.", selected=True)
def stop_draining(s):
    web = s.run(env={"DRAIN": 15}, flags=["--stop-timeout=30"])
    s.user("stop", "-t", 30, web)
    s.wait(12)
    return s.wrong(), None


@situation("docker stop -t 150 of a service that drains for 110 s, much longer than its own stop timeout.",
           "The timeout of the command applies, although no event contains it.")
def stop_draining_long(s):
    web = s.run(env={"DRAIN": 110})
    s.user("stop", "-t", 150, web, must=False)
    s.wait(12)
    return s.wrong(), None


@situation("docker stop of a service that drains for 80 s and declares a stop timeout of 100 s.",
           "The container declares the duration of its shutdown.")
def stop_draining_declared(s):
    web = s.run(env={"DRAIN": 80}, flags=["--stop-timeout=100"])
    s.user("stop", web, must=False)
    s.wait(12)
    return s.wrong(), None


@situation("docker stop -t 90 of a service that does not finish and is killed after 90 s.",
           "The late SIGKILL belongs to the stop, although nothing connects the two events.")
def stop_draining_killed(s):
    web = s.run(env={"DRAIN": 600})
    s.user("stop", "-t", 90, web, must=False)
    s.wait(15)
    return s.wrong(), None


@situation("A user removes a running container by force.", "The container is not needed any more.", selected=True)
def remove_force(s):
    web = s.run()
    s.user("rm", "-f", web)
    s.wait(15)
    return s.wrong(), None


# Signals

SIGNALS = [
    ("usr1", "SIGUSR1", {"STOP": "USR1"}, "HAProxy stops gracefully on SIGUSR1."),
    ("usr2", "SIGUSR2", {"STOP": "USR2"}, "Some application servers stop gracefully on SIGUSR2."),
    ("quit", "SIGQUIT", {"STOP": "QUIT"}, "nginx and PHP-FPM stop gracefully on SIGQUIT."),
    ("winch", "SIGWINCH", {"STOP": "WINCH"}, "Apache's image declares SIGWINCH."),
    ("pwr", "SIGPWR", {"STOP": "PWR"}, "Init systems such as busybox init and LXC images stop on SIGPWR."),
    ("rtmin3", "SIGRTMIN+3", {"STOP": "37", "END": 130}, "systemd in a container halts on SIGRTMIN+3 and exits with 130."),
    ("int", "SIGINT", {"STOP": "INT", "END": 130}, "Python and Node.js programs exit with 130 on SIGINT."),
]

for short, signal, environment, reason in SIGNALS:
    @situation("A user stops a container with the stop signal %s." % signal, reason + " The declared stop signal is a stop.",
               id="stop-signal-" + short, selected=short in ("usr1", "rtmin3"))
    def stop_signal(s, signal=signal, environment=environment):
        return stopped(s, "stop", "-t", 10, flags=["--stop-signal=" + signal], env=environment)


@situation("A service with the stop signal SIGUSR1 refuses new requests and drains for 20 s.",
           "A graceful stop by another signal than SIGTERM is a stop too.", selected=True)
def stop_signal_draining(s):
    web = s.run(flags=["--stop-signal=SIGUSR1", "--stop-timeout=40"], env={"STOP": "USR1", "DRAIN": 20})
    s.user("stop", web)
    s.wait(12)
    return s.wrong(), None


@situation("A user sends the declared stop signal SIGUSR1 with docker kill.", "A manually sent stop signal is a stop.")
def kill_stop_signal(s):
    return stopped(s, "kill", "-s", "USR1", flags=["--stop-signal=SIGUSR1"], env={"STOP": "USR1", "DRAIN": 4})


@situation("A user kills a container with docker kill.", "A manual kill is intentional.", selected=True)
def kill(s):
    return stopped(s, "kill")


@situation("A user sends SIGTERM with docker kill, and the container exits with 0.", "Exit 0 after a signal is the intended end.")
def kill_term(s):
    return stopped(s, "kill", "-s", "TERM")


@situation("A user sends SIGTERM with docker kill, and the container exits with 143 after 6 s.",
           "143 means ended by SIGTERM, as requested.", selected=True)
def kill_term_143(s):
    return stopped(s, "kill", "-s", "TERM", env={"DRAIN": 6, "END": 143})


@situation("A user sends SIGINT with docker kill, and the container exits with 130.", "130 means ended by SIGINT, as requested.")
def kill_int(s):
    return stopped(s, "kill", "-s", "INT", env={"STOP": "INT", "END": 130})


@situation("A user sends SIGTERM to a worker that finishes its job for 95 s and exits with 0.",
           "docker kill has no timeout, so a late exit is intended too.")
def kill_term_long(s):
    web = s.run(env={"DRAIN": 95})
    s.user("kill", "-s", "TERM", web)
    s.wait(112)
    return s.wrong(), None


@situation("A user sends SIGTERM to a worker that finishes its job for 95 s and exits with 143.",
           "An exit code of 128 plus the signal is the intended end, also a late one.")
def kill_term_long_143(s):
    web = s.run(check=None, env={"DRAIN": 95, "END": 143})
    s.user("kill", "-s", "TERM", web)
    s.wait(112)
    return s.wrong(), None


@situation("A user reloads the settings with SIGHUP; later the container crashes.",
           "A reload is not a failure, and the later crash is one.", selected=True)
def kill_hup(s):
    web = s.run()
    s.user("kill", "-s", "HUP", web)
    s.wait(12)
    return s.wrong(), s.control(web, "exit")


@situation("A user reopens the log files with SIGUSR2; later the container crashes.",
           "Only the stop signal is a stop; the later crash is a failure.")
def kill_usr2(s):
    web = s.run()
    s.user("kill", "-s", "USR2", web)
    s.wait(12)
    return s.wrong(), s.control(web, "exit")


@situation("A user sends SIGHUP to a container with the restart policy always, which crashes later.",
           "The reload is not a stop. The engine treats it as one and does not restart the container, so the supervisor must.")
def kill_hup_policy(s):
    web = s.run(restart="always")
    s.user("kill", "-s", "HUP", web)
    s.wait(6)
    wrong = s.wrong()
    before = s.starts(web)
    s.fail(web, "exit")
    healed = s.healed(web, before, 40)
    s.notes.append("restarts by the engine: %d" % s.engine.restarts_by_policy(web))
    return wrong, healed
