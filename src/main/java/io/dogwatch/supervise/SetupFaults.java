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
 * Reports set-up problems, each once per container: invalid labels, a log that a check cannot read, and a log without a
 * size limit. These are not failures and trigger no action. Not reported for targets without notifications; during a
 * silence, reported after its end. Thread-safe.
 */
final class SetupFaults {

    /** Allows time for a file in a volume to appear, or for an engine to return. */
    static final Duration GRACE_PERIOD = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(SetupFaults.class);

    private final Consumer<Notice> outbox;

    /** By container id. */
    private final Map<String, Instant> unreadableSince = new ConcurrentHashMap<>();

    /** When each notification was last queued: by container id, then by notification id. */
    private final Map<String, Map<String, Instant>> reported = new ConcurrentHashMap<>();

    private final AtomicBoolean isFailing = new AtomicBoolean();

    /** @param outbox accepts each notification id once; after a StoreException, the notification is passed again */
    SetupFaults(Consumer<Notice> outbox) {
        this.outbox = outbox;
    }

    /** Checks a target; called about once a minute. */
    void inspect(TargetView view) {
        labels(view.watch(), view.state(), view.at());
        view.state()
                .container()
                .filter(container -> isReported(view.watch(), view.state()))
                .ifPresent(container -> log(view, container));
    }

    /** Checks only the labels, which need not wait for the next minute. */
    void labels(Watch watch, TargetState state, Instant now) {
        if (!watch.faults().isEmpty() && isReported(watch, state)) {
            state.container()
                    .ifPresent(container -> report(container, LabelFaultNotice.of(watch, container, now), now));
        }
    }

    private static boolean isReported(Watch watch, TargetState state) {
        return watch.policy().announce() && !state.circumstances().muted();
    }

    private void log(TargetView view, ContainerSnapshot container) {
        view.log()
                .filter(LogGrowth::isConcern)
                .ifPresent(log ->
                        report(container, LogNotice.unbounded(view.watch(), container, log, view.at()), view.at()));
        Optional<LogStats> unreadable =
                view.logRead().filter(read -> !read.unreadable().isEmpty());
        if (unreadable.isEmpty()) {
            unreadableSince.remove(container.id());
        }
        unreadable
                .filter(read -> read.forGood() || isPastGracePeriod(container, view.at()))
                .ifPresent(read -> report(
                        container,
                        LogNotice.unreadable(view.watch(), container, read.unreadable(), view.at()),
                        view.at()));
    }

    private boolean isPastGracePeriod(ContainerSnapshot container, Instant now) {
        Instant since = unreadableSince.computeIfAbsent(container.id(), first -> now);
        return !now.isBefore(since.plus(GRACE_PERIOD));
    }

    /** @param containers ids of the existing containers; all others are forgotten */
    void retain(Set<String> containers) {
        unreadableSince.keySet().retainAll(containers);
        reported.keySet().retainAll(containers);
    }

    /** Queues a notification. If the store is unavailable, the next call retries. */
    private void report(ContainerSnapshot container, Notice notice, Instant now) {
        Map<String, Instant> sent = reported.computeIfAbsent(container.id(), id -> new ConcurrentHashMap<>());
        Instant last = sent.get(notice.id());
        if (last != null && now.isBefore(last.plus(Journal.REPEATED))) {
            return;
        }
        try {
            outbox.accept(notice);
            sent.put(notice.id(), now);
            isFailing.set(false);
        } catch (StoreException e) {
            if (!isFailing.getAndSet(true)) {
                LOG.warn(
                        "notification save failed, retrying notification={} error=\"{}\"", notice.id(), e.getMessage());
            }
        }
    }
}
