package io.dogwatch.journal;

import io.dogwatch.judge.Event;

/** The meaning of a row of the history. */
public sealed interface HistoryEvent {

    /** An input of the judge, without unused parts such as commands and log paths. */
    record Told(Event event) implements HistoryEvent {}

    /** A run of Dogwatch began to watch the target with its persistent state only. Earlier events are unknown. */
    record Began() implements HistoryEvent {}

    /** Here something is missing. */
    record Gap(int lost) implements HistoryEvent {}
}
