package io.dogwatch.journal;

import io.dogwatch.judge.Notice;
import java.util.Set;

/** Says on which lines a notice goes out: who is told by which channel. Pure, and safe for use by many threads. */
@FunctionalInterface
public interface Lines {

    /** The line that is always there. */
    String MAIL = "mail";

    /** Everything to everybody who is told by mail. */
    Lines ONLY_MAIL = notice -> Set.of(MAIL);

    /** @return never empty: a notice that nobody gets would be lost */
    Set<String> of(Notice notice);
}
