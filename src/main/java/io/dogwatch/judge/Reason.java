package io.dogwatch.judge;

import java.util.Locale;

/** Reason for a phase, an action or a held action. A closed vocabulary, used everywhere. */
public enum Reason {
    // healthy, or no failure yet
    ALL_CHECKS_PASS("all checks pass"),
    WARNING("a warning-only check is failing"),
    START_PHASE("it was started recently, so failed probes do not count yet"),
    // failing
    BELOW_THRESHOLD("a check is failing but has not reached its failure threshold"),
    BELOW_QUORUM("fewer checks are failing than the policy requires"),
    CHECK_FAILED("a check has reached its failure threshold"),
    NOT_RECOVERED("it did not recover in time after the restart"),
    FLAPPING("it keeps alternating between failing and passing"),
    NETWORK_LOST("it lost its network when the container that provides it was restarted"),
    CRASHED("the container exited on its own"),
    CRASH_LOOP("it keeps crashing, and the engine keeps restarting it"),
    DEAD("the engine reports the container as dead"),
    MISSING("a required container of this name does not exist"),
    EXITED_UNSEEN("it stopped while Dogwatch could not observe it, possibly by hand, so Dogwatch does not start it"),
    // restart decided or held
    RESTART_DECIDED("a restart is in progress"),
    REQUESTED("it was requested manually"),
    RESTART_HANGS("the restart hangs, so Dogwatch kills the process"),
    DEPENDENCY_FAILING("a dependency is failing and must recover first"),
    DEPENDENCY_DEGRADED("a dependency may be failing, which could be the cause"),
    MAINTENANCE("it is under maintenance"),
    RESTARTS_DISABLED("all restarts are disabled"),
    BREAKER_OPEN("many containers are failing together, so they probably share a cause"),
    RESTART_DELAY("it has not been failing long enough to restart it (restartDelay)"),
    OBSERVE_ONLY("it is in observe mode"),
    BACKOFF("the backoff after the last restart has not elapsed"),
    RESTART_INEFFECTIVE("the same failure returned after every restart; manual investigation is needed"),
    RESTART_FAILED("both the restart and the kill failed; manual intervention is needed"),
    BUDGET_SPENT("the restart budget is exhausted; manual investigation is needed"),
    ENGINE_WILL_RESTART("the engine's restart policy is about to start it"),
    ENGINE_UNREACHABLE("the Docker engine does not respond, so the state is unknown"),
    OUTCOME_UNKNOWN("the result of the last restart is not known yet"),
    // not expected to run
    BEING_STOPPED("it is being stopped, so failed checks are expected"),
    STOPPED_BY_PERSON("a person stopped it"),
    STOPPED_BY_DOGWATCH("Dogwatch stopped it to end a crash loop"),
    PAUSED_BY_PERSON("a person paused it"),
    FINISHED("it finished with an exit code that means success"),
    ALREADY_STOPPED("it was already stopped when Dogwatch first saw it"),
    NEVER_STARTED("it was created but never started"),
    BEING_REMOVED("it is being removed"),
    REMOVED("the container no longer exists"),
    // end of an incident, or no inspection yet
    RECOVERED("it has recovered"),
    NOT_INSPECTED("Dogwatch has not inspected it yet");

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String meaning;

    Reason(String meaning) {
        this.meaning = meaning;
    }

    /** Returns the name used in the API and on pages, such as {@code below-threshold}. */
    public String wireName() {
        return wireName;
    }

    /** Returns one plain clause for mails and pages. */
    public String meaning() {
        return meaning;
    }
}
