package io.dogwatch.journal;

import io.dogwatch.judge.Event;

/** What a row of the history stands for. */
public sealed interface Happening {

    /** The judge was told this; without what it does not use, such as commands and log paths. */
    record Told(Event event) implements Happening {}

    /** A run of Dogwatch began to watch the target, knowing only its ledger. What happened before it is not known. */
    record Began() implements Happening {}

    /** Here something is missing. */
    record Gap(int lost) implements Happening {}
}
