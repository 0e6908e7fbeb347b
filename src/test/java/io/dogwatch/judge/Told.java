package io.dogwatch.judge;

import static io.dogwatch.judge.Invariants.require;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What people have been told of each incident. */
final class Told {

    private final Map<String, Set<Notice.Kind>> told = new HashMap<>();
    private final Map<String, Integer> sequences = new HashMap<>();

    void tell(Notice notice, boolean muted) {
        String incident = notice.incident().id();
        int next = sequences.merge(incident, 1, Integer::sum) - 1;
        require("15, 16 notices of an incident are numbered without a gap", notice.sequence() == next);
        boolean news = told.computeIfAbsent(incident, id -> EnumSet.noneOf(Notice.Kind.class))
                .add(notice.kind());
        switch (notice.kind()) {
            case OPENED -> {
                require("15 OPENED once, and first", news && next == 0);
                require("15 nothing is opened in a silence", !muted);
            }
            case CLOSED -> require("15 CLOSED once, and after OPENED", news && next > 0);
            case QUARANTINED, ESCALATED -> {
                require("15 " + notice.kind() + " once, and after OPENED", news && next > 0);
                require("15 " + notice.kind() + " not in a silence", !muted);
            }
            case FLAPPING -> {
                require("15 FLAPPING after OPENED", next > 0);
                require("15 FLAPPING not in a silence", !muted);
            }
            case REMINDER,
                    UNACKNOWLEDGED,
                    LABEL_FAULT,
                    LOG_UNREADABLE,
                    LOG_UNBOUNDED,
                    BREAKER_OPENED,
                    BREAKER_CLOSED,
                    ACKNOWLEDGED,
                    REPORT -> throw new Invariants.Broken("comes not from the judge of one target");
        }
    }

    /** A person has taken it up again: what nobody can mend is told once more. */
    void released(String incident) {
        told.getOrDefault(incident, EnumSet.noneOf(Notice.Kind.class)).remove(Notice.Kind.QUARANTINED);
    }

    boolean isTold(String incident, Notice.Kind kind) {
        return told.getOrDefault(incident, Set.of()).contains(kind);
    }
}
