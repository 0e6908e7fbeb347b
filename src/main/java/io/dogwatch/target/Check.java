package io.dogwatch.target;

/** A configured probe of a target. Names are unique within a target. */
public sealed interface Check permits Check.Probed, Check.StateCheck, Check.HealthCheck, LogCheck {

    /** What people call it, such as {@code site}; unique within the target. */
    String name();

    Thresholds thresholds();

    default Severity severity() {
        return thresholds().severity();
    }

    /** The kind's word, such as {@code http}. */
    String kind();

    /** A check that Dogwatch must go and ask, on a schedule. The other kinds are learned from streams. */
    sealed interface Probed extends Check permits HttpCheck, TcpCheck {

        Schedule schedule();

        /** The port inside the container; 1 to 65535. */
        int port();
    }

    /** The container runs. Implicit for every target; learned from the engine's events. */
    record StateCheck(String name, Thresholds thresholds) implements Check {
        @Override
        public String kind() {
            return "state";
        }
    }

    /** Docker's own HEALTHCHECK does not say unhealthy. A container without one passes. */
    record HealthCheck(String name, Thresholds thresholds) implements Check {
        @Override
        public String kind() {
            return "health";
        }
    }
}
