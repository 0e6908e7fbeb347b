package io.dogwatch.app;

import io.dogwatch.journal.Lines;
import io.dogwatch.judge.Notice;
import java.time.Instant;
import java.util.Set;

/** The routes of the configuration that is in force. Safe for use by many threads. */
final class CurrentLines implements Lines {

    private volatile Lines now;

    CurrentLines(Lines first) {
        this.now = first;
    }

    /** @return those before */
    Lines follow(Lines others) {
        Lines before = now;
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
