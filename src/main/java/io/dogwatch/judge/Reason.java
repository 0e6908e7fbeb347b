package io.dogwatch.judge;

import java.util.Locale;

/** Why a target is in its phase, or why something was or was not done: a closed vocabulary, the same everywhere. */
public enum Reason {
    // why nothing is wrong
    ALL_CHECKS_PASS("all checks pass"),
    WARNING("a check fails that is only to be told"),
    START_PHASE("it was started a short while ago, so failed probes do not count yet"),
    // why something is wrong
    BELOW_THRESHOLD("a check fails, but not often enough in a row to believe it"),
    BELOW_QUORUM("fewer checks fail together than the policy asks for"),
    CHECK_FAILED("a check has reached its failure threshold"),
    NOT_RECOVERED("it has not proved in time that the restart has helped"),
    FLAPPING("it fails and passes in turn"),
    NETWORK_LOST("the container whose network it shares was restarted after it"),
    CRASHED("the container exited by itself"),
    CRASH_LOOP("it crashes again and again although the engine keeps starting it"),
    DEAD("the engine calls the container dead"),
    MISSING("a container of this name must exist, and does not"),
    EXITED_UNSEEN("it ended while nobody could look; whether somebody wanted that is not known, so it is not started"),
    // why a restart was decided, or is held
    RESTART_DECIDED("a restart is on its way"),
    REQUESTED("a person asked for it"),
    RESTART_HANGS("the restart hangs, so the process is killed"),
    DEPENDENCY_FAILING("a container it needs is failing, and comes first"),
    DEPENDENCY_DEGRADED("a container it needs may be failing, so its own trouble may not be its own"),
    MAINTENANCE("it is in maintenance"),
    RESTARTS_DISABLED("all remedies are stopped"),
    BREAKER_OPEN("many containers of this host fail together, so the cause is probably not in any of them"),
    RESTART_DELAY("it must have been failing for longer before anything is done"),
    OBSERVE_ONLY("it is only observed"),
    BACKOFF("the wait since the last restart is not over"),
    RESTART_INEFFECTIVE("the same failure came back right after every restart: restarting does not help, a person must look"),
    RESTART_FAILED("neither restart nor kill could be carried out, a person must look"),
    BUDGET_SPENT("the restart budget is spent: restarting does not help, a person must look"),
    ENGINE_WILL_RESTART("the engine's own restart policy is about to start it"),
    ENGINE_UNREACHABLE("the Docker engine does not answer, so nothing is known"),
    OUTCOME_UNKNOWN("whether the last restart was carried out is not known yet"),
    // why nothing is expected of it
    BEING_STOPPED("somebody is stopping it, so failed checks are no surprise"),
    STOPPED_BY_PERSON("somebody stopped it"),
    STOPPED_BY_DOGWATCH("Dogwatch stopped it, because it crashed again and again"),
    PAUSED_BY_PERSON("somebody paused it"),
    FINISHED("it has finished its work with an exit code that means success"),
    ALREADY_STOPPED("it was already stopped when it was first seen"),
    NEVER_STARTED("it was created but not started"),
    BEING_REMOVED("it is being removed"),
    REMOVED("the container is gone"),
    // how an incident ended
    RECOVERED("it has proved that it works again"),
    NOT_INSPECTED("the engine has not been asked about it yet");

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String meaning;

    Reason(String meaning) {
        this.meaning = meaning;
    }

    /** The word people see, such as {@code below-threshold}. */
    public String word() {
        return word;
    }

    /** One plain clause for mails and pages. */
    public String meaning() {
        return meaning;
    }
}
