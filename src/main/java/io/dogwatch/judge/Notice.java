package io.dogwatch.judge;

/**
 * One notification about an incident, before a channel formats it.
 *
 * @param sequence 0 for the first notification of the incident, then 1, 2 …; unique together with the id of the
 *     incident
 * @param round 0 for a notification of the judge; its repetitions before the next notification count from 1
 * @param next one sentence: what Dogwatch does next, or what the operator should do
 */
public record Notice(Kind kind, Incident incident, int sequence, int round, String next) {

    /** Creates a notification of the judge. */
    public Notice(Kind kind, Incident incident, int sequence, String next) {
        this(kind, incident, sequence, 0, next);
    }

    public enum Kind {
        OPENED,
        /** A warning has become a failure. */
        ESCALATED,
        QUARANTINED,
        /** The target alternates between failing and passing; no further notifications until it is stable. */
        FLAPPING,
        /** The incident is still open after the repeat interval. */
        REMINDER,
        /** The incident was not acknowledged in time; sent to the next escalation step. */
        UNACKNOWLEDGED,
        CLOSED,
        /** The labels of a container are invalid; the incident is a placeholder that names it. */
        LABEL_FAULT,
        /** The log of a container cannot be read, and its log checks have no result; the incident is a placeholder. */
        LOG_UNREADABLE,
        /** The log of a container has no size limit and is large or grows fast; the incident is a placeholder. */
        LOG_UNBOUNDED,
        /**
         * Many targets of a host fail together, and restarts are held; the incident is a placeholder that names the
         * host.
         */
        BREAKER_OPENED,
        /** The targets of a host have recovered, or the restart of one has been effective. */
        BREAKER_CLOSED,
        /** An operator has acknowledged the incident; only for services with their own alerts. */
        ACKNOWLEDGED,
        /** Summary of a day, a week or a month; the incident is a placeholder that names the report. */
        REPORT;

        /** Returns whether it concerns the setup of a container, and is repeated until the setup changes. */
        public boolean isAboutSetup() {
            return this == LABEL_FAULT || this == LOG_UNREADABLE || this == LOG_UNBOUNDED;
        }
    }

    /** Returns the permanently unique id; the base of a mail's Message-ID. */
    public String id() {
        return incident.id() + "-" + sequence + (round == 0 ? "" : "-" + roundPrefix() + round);
    }

    private String roundPrefix() {
        return switch (kind) {
            case UNACKNOWLEDGED -> "u";
            case ACKNOWLEDGED -> "a";
            case OPENED,
                    ESCALATED,
                    QUARANTINED,
                    FLAPPING,
                    REMINDER,
                    CLOSED,
                    LABEL_FAULT,
                    LOG_UNREADABLE,
                    LOG_UNBOUNDED,
                    BREAKER_OPENED,
                    BREAKER_CLOSED,
                    REPORT -> "r";
        };
    }
}
