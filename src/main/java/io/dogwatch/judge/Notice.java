package io.dogwatch.judge;

/**
 * One message about an incident, before any channel has given it a form.
 *
 * @param sequence 0 for the first notice of the incident, then 1, 2 … Together with the incident's id it is unique.
 * @param round 0 for what the judge says; what is said again because of it, and before anything new, counts from 1
 * @param next one sentence: what Dogwatch does next, or what a person should do
 */
public record Notice(Kind kind, Incident incident, int sequence, int round, String next) {

    /** One of the judge's. */
    public Notice(Kind kind, Incident incident, int sequence, String next) {
        this(kind, incident, sequence, 0, next);
    }

    public enum Kind {
        OPENED,
        /** What was a warning has become a failure. */
        ESCALATED,
        QUARANTINED,
        /** It fails and passes in turn; nothing more is told until that ends. */
        FLAPPING,
        /** It is still open, and nobody has been told of it for long. */
        REMINDER,
        /** Nobody has acknowledged it in time; told to those who come next. */
        UNACKNOWLEDGED,
        CLOSED,
        /** The labels of a container are not valid; the incident is a stand-in that names it. */
        LABEL_FAULT,
        /** The log of a container cannot be read, so what its log checks assert is not known; likewise. */
        LOG_UNREADABLE,
        /** Nothing bounds the log of a container, and it is large or grows fast; likewise. */
        LOG_UNBOUNDED,
        /** Many targets of a host fail together, so restarts are held; the incident is a stand-in that names the host. */
        BREAKER_OPENED,
        /** The targets of a host have recovered, or one has proved that restarting helps. */
        BREAKER_CLOSED,
        /** A person has said that they look at it; only for services that keep alarms of their own. */
        ACKNOWLEDGED,
        /** What a day, a week or a month was like; the incident is a stand-in that names the report. */
        REPORT;

        /** Whether it is about how a container is set up, and comes again for as long as it is set up so. */
        public boolean isAboutSetup() {
            return this == LABEL_FAULT || this == LOG_UNREADABLE || this == LOG_UNBOUNDED;
        }
    }

    /** Unique for ever; the base of a mail's Message-ID. */
    public String id() {
        return incident.id() + "-" + sequence + (round == 0 ? "" : "-" + kindOfRound() + round);
    }

    private String kindOfRound() {
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
