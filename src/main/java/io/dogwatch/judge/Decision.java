package io.dogwatch.judge;

/** Something that the shell must do, once the journal has it. */
public sealed interface Decision {

    /** Save evidence, then carry out the intent's action, once. Answered by {@link Event.RemedyEnded}. */
    record Act(Intent intent) implements Decision {}

    /** Do not make the call of this intent if it has not been made yet: somebody else has taken the matter in hand. */
    record WithdrawIntent(String intentId) implements Decision {}

    /** Find out how far an earlier intent got, and finish it. Answered by {@link Event.RemedyEnded}. */
    record FinishIntent(Intent intent) implements Decision {}

    /** The intent of this id has ended like this; only for the journal. */
    record EndIntent(String intentId, ActionResult result) implements Decision {}

    /**
     * Save evidence although nothing is touched: of an observed target, of one whose restart is held, or of one that a restart
     * has not helped.
     */
    record GatherEvidence(Incident incident) implements Decision {}

    record OpenIncident(Incident incident) implements Decision {}

    record UpdateIncident(Incident incident) implements Decision {}

    record CloseIncident(Incident incident) implements Decision {}

    /** What a person asked for is not done; only for the journal and for whoever asked. */
    record Refuse(Event.Requested requested, Reason reason) implements Decision {}

    /** Put this notice into the outbox. */
    record Notify(Notice notice) implements Decision {}
}
