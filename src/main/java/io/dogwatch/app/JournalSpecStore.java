package io.dogwatch.app;

import io.dogwatch.evidence.LastHealthy;
import io.dogwatch.journal.Journal;
import io.dogwatch.model.TargetId;
import java.util.Optional;

/** Keeps in the journal what targets were made of when they were last well. */
record JournalSpecStore(Journal journal) implements LastHealthy.Store {

    @Override
    public Optional<String> get(TargetId target) {
        return journal.remembered(key(target));
    }

    @Override
    public void put(TargetId target, String text) {
        journal.remember(key(target), text);
    }

    private static String key(TargetId target) {
        return "healthy." + target;
    }
}
