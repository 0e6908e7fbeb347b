package io.dogwatch.app;

import io.dogwatch.journal.ReceiverRouting;
import io.dogwatch.judge.Notice;
import java.time.Instant;
import java.util.Set;

/** The routes of the active configuration. Thread-safe. */
final class CurrentRoutes implements ReceiverRouting {

    private volatile ReceiverRouting now;

    CurrentRoutes(ReceiverRouting first) {
        this.now = first;
    }

    /** @return those before */
    ReceiverRouting follow(ReceiverRouting others) {
        ReceiverRouting before = now;
        now = others;
        return before;
    }

    @Override
    public Set<String> of(Notice notice) {
        return now.of(notice);
    }

    @Override
    public Set<String> of(Notice notice, Instant at, Set<String> told) {
        return now.of(notice, at, told);
    }
}
