package io.dogwatch.judge;

/**
 * One message about an incident, before any channel has given it a form.
 *
 * @param sequence 0 for the first notice of the incident, then 1, 2 … Together with the incident's id it is unique.
 * @param next one sentence: what Dogwatch does next, or what a person should do
 */
public record Notice(Kind kind, Incident incident, int sequence, String next) {

    public enum Kind {
        OPENED,
        /** What was a warning has become a failure. */
        ESCALATED,
        QUARANTINED,
        /** It fails and passes in turn; nothing more is told until that ends. */
        FLAPPING,
        CLOSED,
        /** The labels of a container are not valid; the incident is a stand-in that names it. */
        LABEL_FAULT,
        /** Many targets of a host fail together, so restarts are held; the incident is a stand-in that names the host. */
        BREAKER_OPENED,
        /** The targets of a host have recovered, or one has proved that restarting helps. */
        BREAKER_CLOSED
    }

    /** Unique for ever; the base of a mail's Message-ID. */
    public String id() {
        return incident.id() + "-" + sequence;
    }
}
