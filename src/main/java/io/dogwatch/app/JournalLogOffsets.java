package io.dogwatch.app;

import io.dogwatch.journal.Journal;
import io.dogwatch.logs.OffsetStore;
import io.dogwatch.model.TargetId;
import java.util.Optional;

/** Keeps the places in logs in the journal. */
record JournalLogOffsets(Journal journal) implements OffsetStore {

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
