package io.dogwatch.judge;

/** A decision that the supervisor carries out once the journal has recorded it. */
public sealed interface Decision {

    /** Saves evidence, then performs the action of the intent once. Answered by {@link Event.ActionEnded}. */
    record Act(Intent intent) implements Decision {}

    /** Cancels the call of this intent if it has not been made yet, because another actor has intervened. */
    record WithdrawIntent(String intentId) implements Decision {}

    /** Determines how far an earlier intent got, and completes it. Answered by {@link Event.ActionEnded}. */
    record FinishIntent(Intent intent) implements Decision {}

    /** Records the result of an intent in the journal. */
    record EndIntent(String intentId, ActionResult result) implements Decision {}

    /**
     * Saves evidence without an action: the target is only observed, its restart is held, or a restart was ineffective.
     */
    record GatherEvidence(Incident incident) implements Decision {}

    record OpenIncident(Incident incident) implements Decision {}

    record UpdateIncident(Incident incident) implements Decision {}

    record CloseIncident(Incident incident) implements Decision {}

    /** Rejects a manual request; recorded in the journal and reported to the requester. */
    record Refuse(Event.Requested requested, Reason reason) implements Decision {}

    /** Queues this notification in the outbox. */
    record Notify(Notice notice) implements Decision {}
}
