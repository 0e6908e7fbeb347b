package io.dogwatch.journal;

import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Incident;
import io.dogwatch.model.TargetId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Those who want to know what was written. Safe for use by many threads. */
final class JournalListeners {

    private final List<JournalListener> listeners = new CopyOnWriteArrayList<>();

    void add(JournalListener listener) {
        listeners.add(listener);
    }

    void written(Change change) {
        listeners.forEach(listener -> listener.noted(change.target()));
        Optional<String> before = change.before().ledger().incident().map(Incident::id);
        Optional<String> after = change.verdict().state().ledger().incident().map(Incident::id);
        Stream.of(before, after).flatMap(Optional::stream).distinct().forEach(this::incidentChanged);
        if (change.verdict().decisions().stream().anyMatch(Decision.Notify.class::isInstance)) {
            outboxChanged();
        }
    }

    void noted(TargetId target) {
        listeners.forEach(listener -> listener.noted(target));
    }

    void incidentChanged(String id) {
        listeners.forEach(listener -> listener.incidentChanged(id));
    }

    void outboxChanged() {
        listeners.forEach(JournalListener::outboxChanged);
    }
}
