package io.dogwatch.supervise;

import io.dogwatch.containerstats.LogGrowth;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.StoreException;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.TargetState;
import io.dogwatch.logs.LogStats;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what somebody has to change about how a container is set up, each once for each container: labels that are
 * not valid, a log that a check wants to read and that cannot be read, and one that grows without bound. None is a failure,
 * and nothing is done about any. Of a target whose incidents are told to nobody, this is not told either, and in a silence
 * not before its end. Safe for use by many threads.
 */
final class SetupFaults {

    /** A file in a volume may take a while to be there, and an engine to come back. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(SetupFaults.class);

    private final Consumer<Notice> outbox;

    /** By the container's id. */
    private final Map<String, Instant> unreadableSince = new ConcurrentHashMap<>();

    /** When each notice was put into the outbox last: by the container's id, then by its own. */
    private final Map<String, Map<String, Instant>> reported = new ConcurrentHashMap<>();

    private final AtomicBoolean isFailing = new AtomicBoolean();

    /** @param outbox takes a notice of any id once; may throw StoreException: it is given the notice again then */
    SetupFaults(Consumer<Notice> outbox) {
        this.outbox = outbox;
    }

    /** To be called about once a minute for each target. */
    void inspect(TargetView view) {
        labels(view.watch(), view.state(), view.at());
        view.state()
                .container()
                .filter(container -> isReported(view.watch(), view.state()))
                .ifPresent(its -> log(view, its));
    }

    /** What of the above need not wait for the next minute. */
    void labels(Watch watch, TargetState state, Instant now) {
        if (!watch.faults().isEmpty() && isReported(watch, state)) {
            state.container().ifPresent(its -> report(its, LabelFaultNotice.of(watch, its, now), now));
        }
    }

    private static boolean isReported(Watch watch, TargetState state) {
        return watch.policy().announce() && !state.circumstances().muted();
    }

    private void log(TargetView view, ContainerSnapshot its) {
        view.log()
                .filter(LogGrowth::isConcern)
                .ifPresent(log -> report(its, LogNotice.unbounded(view.watch(), its, log, view.at()), view.at()));
        Optional<LogStats> unread =
                view.logRead().filter(read -> !read.unreadable().isEmpty());
        if (unread.isEmpty()) {
            unreadableSince.remove(its.id());
        }
        unread.filter(read -> read.forGood() || isOver(its, view.at()))
                .ifPresent(read ->
                        report(its, LogNotice.unreadable(view.watch(), its, read.unreadable(), view.at()), view.at()));
    }

    private boolean isOver(ContainerSnapshot its, Instant now) {
        Instant since = unreadableSince.computeIfAbsent(its.id(), first -> now);
        return !now.isBefore(since.plus(PATIENCE));
    }

    /** @param containers the ids of those that are there: of others nothing has to be known any more */
    void retain(Set<String> containers) {
        unreadableSince.keySet().retainAll(containers);
        reported.keySet().retainAll(containers);
    }

    /** What the store cannot take now is tried again at the next call. */
    private void report(ContainerSnapshot container, Notice notice, Instant now) {
        Map<String, Instant> its = reported.computeIfAbsent(container.id(), id -> new ConcurrentHashMap<>());
        Instant last = its.get(notice.id());
        if (last != null && now.isBefore(last.plus(Journal.REPEATED))) {
            return;
        }
        try {
            outbox.accept(notice);
            its.put(notice.id(), now);
            isFailing.set(false);
        } catch (StoreException e) {
            if (!isFailing.getAndSet(true)) {
                LOG.warn(
                        "notification save failed, retrying notification={} error=\"{}\"", notice.id(), e.getMessage());
            }
        }
    }
}
