package io.dogwatch.journal;

import io.dogwatch.judge.Notice;
import java.time.Instant;
import java.util.Set;

/** Says on which lines a notice goes out: who is told by which channel. Pure, and safe for use by many threads. */
@FunctionalInterface
public interface ReceiverRouting {

    /** The line that is always there. */
    String MAIL = "mail";

    /** Everything to everybody who is told by mail; that somebody acknowledged is told to services alone. */
    ReceiverRouting ONLY_MAIL = notice -> notice.kind() == Notice.Kind.ACKNOWLEDGED ? Set.of() : Set.of(MAIL);

    /** @return never empty but for what only some services are told: a notice that nobody gets would be lost */
    Set<String> of(Notice notice);

    /**
     * The same, where time counts.
     *
     * @param at when it is written
     * @param told the lines on which something about this incident was written before
     */
    default Set<String> of(Notice notice, Instant at, Set<String> told) {
        return of(notice);
    }
}
