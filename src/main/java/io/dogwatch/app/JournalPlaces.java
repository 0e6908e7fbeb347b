package io.dogwatch.app;

import io.dogwatch.journal.Journal;
import io.dogwatch.logs.Places;
import io.dogwatch.target.TargetId;
import java.util.Optional;

/** Keeps the places in logs in the journal. */
record JournalPlaces(Journal journal) implements Places {

    @Override
    public Optional<String> get(TargetId target) {
        return journal.remembered(key(target));
    }

    @Override
    public void put(TargetId target, String place) {
        journal.remember(key(target), place);
    }

    @Override
    public void remove(TargetId target) {
        journal.forget(key(target));
    }

    private static String key(TargetId target) {
        return "log." + target;
    }
}
