package io.dogwatch.supervise;

import io.dogwatch.inside.LogHygiene;
import io.dogwatch.journal.StoreException;
import io.dogwatch.judge.Notice;
import io.dogwatch.logs.LogStats;
import io.dogwatch.target.ContainerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what somebody has to change about containers' logs, each once for each container: a log that a check wants
 * to read and that cannot be read, and one that grows without bound. Neither is a failure, and nothing is done about
 * either. Of a target whose incidents are told to nobody, this
 * is not told either, and in a silence not before its end. For one thread.
 */
final class LogFaults {

    /** A file in a volume may take a while to be there, and an engine to come back. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(LogFaults.class);

    private final Consumer<Notice> outbox;

    /** By the container's id. */
    private final Map<String, Instant> unreadableSince = new HashMap<>();

    /** Ids of notices. Those of containers that are gone stay: so few that nobody will ever count them. */
    private final Set<String> told = new HashSet<>();

    /** @param outbox may throw StoreException: the notice is tried again then */
    LogFaults(Consumer<Notice> outbox) {
        this.outbox = outbox;
    }

    /** To be called about once a minute for each target. */
    void look(TargetView view) {
        Optional<ContainerSnapshot> container = view.state().container();
        if (container.isEmpty()
                || !view.watch().policy().announce()
                || view.state().circumstances().muted()) {
            return;
        }
        ContainerSnapshot its = container.get();
        view.log()
                .filter(LogHygiene::isConcern)
                .ifPresent(log -> tell(LogNotice.unbounded(view.watch(), its, log, view.at())));
        Optional<String> why = unreadable(view);
        if (why.isEmpty()) {
            unreadableSince.remove(its.id());
        } else if (!view.at()
                .isBefore(unreadableSince
                        .computeIfAbsent(its.id(), first -> view.at())
                        .plus(PATIENCE))) {
            tell(LogNotice.unreadable(view.watch(), its, why.get(), view.at()));
        }
    }

    /** Of those that are gone nothing has to be known any more. */
    void retain(Set<String> containers) {
        unreadableSince.keySet().retainAll(containers);
    }

    private static Optional<String> unreadable(TargetView view) {
        return view.logRead().map(LogStats::unreadable).filter(why -> !why.isEmpty());
    }

    private void tell(Notice notice) {
        if (!told.add(notice.id())) {
            return;
        }
        try {
            outbox.accept(notice);
        } catch (StoreException e) {
            told.remove(notice.id());
            LOG.warn("log fault not told notice={} error={}", notice.id(), e.getMessage());
        }
    }
}
