package io.dogwatch.model;

/** Something that must be so about a target. Names are unique within a target. */
public sealed interface Check permits Check.Probed, Check.StateCheck, Check.HealthCheck, LogCheck {

    /** What people call it, such as {@code site}; unique within the target. */
    String name();

    Thresholds thresholds();

    default Severity severity() {
        return thresholds().severity();
    }

    /** The kind's word, such as {@code http}. */
    String kind();

    /** Whether its first healthy outcome belongs to the end of the start phase. */
    default boolean signalsReady() {
        return false;
    }

    /** A check that Dogwatch must go and ask, on a schedule. The other kinds are learned from streams. */
    sealed interface Probed extends Check permits Reached, ListenCheck, ExecCheck, ResourceCheck {

        Terms terms();

        @Override
        default String name() {
            return terms().name();
        }

        @Override
        default Thresholds thresholds() {
            return terms().thresholds();
        }

        default Schedule schedule() {
            return terms().schedule();
        }

        @Override
        default boolean signalsReady() {
            return true;
        }
    }

    /** A check over the network, at one of the container's ports. */
    sealed interface Reached extends Probed permits HttpCheck, TcpCheck, GrpcCheck {

        /** The port inside the container; 1 to 65535. */
        int port();
    }

    /** What all probed checks have: how they are called, believed and scheduled. */
    record Terms(String name, Thresholds thresholds, Schedule schedule) {

        /** Nothing but the name said. */
        public static Terms of(String name) {
            return new Terms(name, Thresholds.PROBED, Schedule.DEFAULT);
        }

        public Terms with(Thresholds others) {
            return new Terms(name, others, schedule);
        }
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
