"""Containers that do something once and exit."""

from harm.situation import situation
from harm.situations.updates import compose

THEME = "Jobs"


@situation("A watched job without restart policy exits with 0.", "The job is completed; a second run could repeat a migration.",
           selected=True)
def job_completed(s):
    s.run(check=None, env={"LIFE": 6}, wait=False)
    s.wait()
    return s.wrong(), None


@situation("A watched job exits with 0, a success code by its label.", "The job is completed, as declared.")
def job_declared(s):
    s.run(check=None, env={"LIFE": 6}, labels={"check.state.successExitCodes": "0"}, wait=False)
    s.wait()
    return s.wrong(), None


@situation("A watched job exits with 3, a success code by its label.", "The job is completed, as declared.", needs="dogwatch")
def job_declared_3(s):
    s.run(check=None, env={"LIFE": 6, "CODE": 3}, labels={"check.state.successExitCodes": "0,3"}, wait=False)
    s.wait()
    return s.wrong(), None


@situation("A job with the restart policy on-failure:3 exits with 0.", "The policy restarts failed jobs only.")
def job_on_failure(s):
    s.run(check=None, env={"LIFE": 6}, restart="on-failure:3", wait=False)
    s.wait()
    return s.wrong(), None


@situation("A job with the restart policy on-failure:5 fails twice and then exits with 0.",
           "The engine handles the failures, and then the job is completed.")
def job_retried(s):
    web = s.run(check=None, env={"FAILURES": 2}, restart="on-failure:5", wait=False)
    s.wait(30)
    return s.wrong(by_engine=s.engine.restarts_by_policy(web)), None


@situation("An unwatched backup exits with 1.", "A supervisor heals watched containers only.")
def job_unwatched(s):
    s.run(check=None, env={"LIFE": 4, "CODE": 1}, watched=False, wait=False)
    s.wait(15)
    return s.wrong(), None


@situation("A watched container with --rm exits with 1 and is removed.", "The container does not exist any more.")
def job_rm(s):
    s.run(check=None, env={"LIFE": 5, "CODE": 1}, flags=["--rm"], wait=False)
    s.wait(18)
    return s.wrong(), None


@situation("cron starts the same container every 15 s, and it exits with 0 after 4 s.", "cron alone decides when the job runs.",
           selected=True)
def job_cron(s):
    job = s.run(check=None, env={"LIFE": 4}, wait=False)
    for _ in range(2):
        s.wait(15)
        s.user("start", job)
    s.wait(15)
    return s.wrong(), None


@situation("A user stops a batch worker in the middle of its job, and it exits with 143.", "A manual stop is intentional.")
def job_stopped(s):
    job = s.run(check=None, env={"END": 143}, wait=False)
    s.wait(8)
    s.user("stop", job)
    s.wait()
    return s.wrong(), None


# Compose

RULES = [{"project": "harmshop", "service": "web", "checks": {"site": {"kind": "http", "port": 80, "path": "/h"}}}, {"project": "harmshop"}]
ONE_OFF = ["--label=com.docker.compose.project=harmshop", "--label=com.docker.compose.service=web",
           "--label=com.docker.compose.oneoff=True"]


@situation("docker compose run web migrate: a one-off container of a watched service exits with 1.",
           "The user sees the exit code and decides about a second run.", needs="probe", rules=RULES)
def one_off_failed(s):
    s.run(check=None, env={"LIFE": 5, "CODE": 1}, flags=ONE_OFF, by_rule=True, wait=False)
    s.wait()
    return s.wrong(), None


@situation("docker compose run web migrate: a one-off container of a watched service exits with 0.", "The migration is completed.",
           needs="probe", rules=RULES)
def one_off_completed(s):
    s.run(check=None, env={"LIFE": 5}, flags=ONE_OFF, by_rule=True, wait=False)
    s.wait()
    return s.wrong(), None


@situation("docker compose run web migrate: a one-off container works for a long time and serves nothing.",
           "The checks of the service do not apply, and a restart would abort the migration.", needs="probe", rules=RULES,
           selected=True)
def one_off_running(s):
    s.run(health="false", command=["sleep", "1000"], flags=ONE_OFF, by_rule=True, wait=False)
    s.wait(25)
    return s.wrong(), None


@situation("A one-off container inherits the labels of its service, including a check of port 80.",
           "Compose copies the labels, but they are meant for the service.", needs="probe")
def one_off_labels(s):
    s.run(command=["sleep", "1000"], flags=[label.replace("harmshop", "harmother") for label in ONE_OFF], wait=False)
    s.wait(25)
    return s.wrong(), None


@situation("The init job of a Compose project exits with 0, and the service that needs its completion runs.",
           "A completed migration must not run again.", roles="init web", needs="probe", rules=[{"project": "harmflow"}],
           selected=True)
def init_job(s):
    s.run("init", check=None, env={"LIFE": 6}, flags=compose("harmflow", "init"), by_rule=True, wait=False)
    s.wait(7)
    depends_on = "--label=com.docker.compose.depends_on=init:service_completed_successfully:false"
    s.run("web", check=None, flags=[*compose("harmflow", "web"), depends_on], by_rule=True, wait=False)
    s.wait(25)
    return s.wrong(), None


@situation("A long-running service exits with 0 although it should serve.",
           "An exit code of 0 does not turn a service into a job: one restart is right.", limit=1, selected=True)
def service_exit_0(s):
    web = s.run()
    healed = s.control(web, "end")
    s.wait(12)
    return s.wrong(), healed
