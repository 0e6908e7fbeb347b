package io.dogwatch.journal;

import io.dogwatch.judge.Notice;
import java.time.Instant;
import java.util.Set;

/** Selects the receivers of a notice. Pure and thread-safe. */
@FunctionalInterface
public interface ReceiverRouting {

    /** The receiver that always exists. */
    String MAIL = "mail";

    /** Sends everything to the default mail recipients; acknowledgements only go to services. */
    ReceiverRouting ONLY_MAIL = notice -> notice.kind() == Notice.Kind.ACKNOWLEDGED ? Set.of() : Set.of(MAIL);

    /**
     * @return never empty, except for notices that only concern some services: a notice without a receiver would
     *     be lost
     */
    Set<String> of(Notice notice);

    /**
     * Selects the receivers at a time of day.
     *
     * @param at when the notice is written
     * @param told receivers of earlier notices about this incident
     */
    default Set<String> of(Notice notice, Instant at, Set<String> told) {
        return of(notice);
    }
}
