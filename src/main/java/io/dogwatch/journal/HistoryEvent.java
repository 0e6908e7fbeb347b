package io.dogwatch.journal;

import io.dogwatch.judge.Event;

/** What a row of the history stands for. */
public sealed interface HistoryEvent {

    /** The judge was told this; without what it does not use, such as commands and log paths. */
    record Told(Event event) implements HistoryEvent {}

    /** A run of Dogwatch began to watch the target, knowing only its ledger. What happened before it is not known. */
    record Began() implements HistoryEvent {}

    /** Here something is missing. */
    record Gap(int lost) implements HistoryEvent {}
}
