package io.dogwatch.supervise;

import io.dogwatch.journal.StoreException;
import io.dogwatch.judge.Breaker;
import io.dogwatch.judge.BreakerPolicy;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.TargetState;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the breaker of one host: feeds it the targets' states, wakes it on time, and notifies loops and operators of its
 * changes. Thread-safe; never blocks.
 */
final class HostBreaker {

    private static final Logger LOG = LoggerFactory.getLogger(HostBreaker.class);
    private static final Duration STORE_RETRY = Duration.ofSeconds(1);

    /** Notified when the context of targets may have changed. */
    interface Listener {
        void changed(TargetId target);

        void changedForAll();

        /** The breaker has opened or closed, or has changed its probe. */
        void breakerChanged();
    }

    private final String host;
    private final TargetServices services;
    private final Listener listener;
    private final AtomicState<Breaker> breaker;

    HostBreaker(String host, BreakerPolicy policy, TargetServices services, Listener listener) {
        this.host = host;
        this.services = services;
        this.listener = listener;
        this.breaker = new AtomicState<>(Breaker.closed(policy));
    }

    Breaker now() {
        return breaker.get();
    }

    void follow(BreakerPolicy policy) {
        report(breaker.change(known -> known.under(policy, services.clock().instant())));
    }

    void update(Watch watch, TargetState state) {
        change(
                watch.target(),
                known -> known.update(watch, state, services.clock().instant()));
    }

    void remove(TargetId target) {
        change(target, known -> known.remove(target, services.clock().instant()));
    }

    private void change(TargetId target, UnaryOperator<Breaker> change) {
        AtomicState.Step<Breaker> step = breaker.change(change);
        report(step);
        boolean same = step.before().holds(target) == step.after().holds(target)
                && step.before().covers(target) == step.after().covers(target);
        if (!same) {
            listener.changed(target);
        }
    }

    private void wake() {
        report(breaker.change(known -> known.at(services.clock().instant())));
    }

    /** Reports a change, once, by the thread that made it. */
    private void report(AtomicState.Step<Breaker> step) {
        if (!step.isUnchanged()) {
            report(step.before(), step.after());
            scheduleWake(step.before().wakeAt(), step.after().wakeAt());
        }
    }

    private void report(Breaker before, Breaker after) {
        if (before.isOpen() != after.isOpen() || !before.probe().equals(after.probe())) {
            listener.breakerChanged();
        }
        if (!before.isOpen() && after.isOpen()) {
            LOG.warn("breaker opened host={} reason=\"{}\" targets={}", host, after.summary(), after.inTrouble());
            services.meters().breakerOpened(host);
            enqueue(BreakerNotice.opened(host, after));
            listener.changedForAll();
        } else if (before.isOpen() && !after.isOpen()) {
            LOG.info("breaker closed host={} probe={} failing={}", host, before.probe(), before.inTrouble());
            enqueue(BreakerNotice.closed(host, before, services.clock().instant()));
            listener.changedForAll();
        } else if (!before.scope().equals(after.scope())) {
            LOG.warn("breaker widened host={} reason=\"{}\" targets={}", host, after.summary(), after.inTrouble());
            listener.changedForAll();
        } else if (!before.probe().equals(after.probe())) {
            LOG.info("breaker probe changed host={} from={} to={}", host, before.probe(), after.probe());
            before.probe().ifPresent(listener::changed);
            after.probe().ifPresent(listener::changed);
        } else if (before.wakeAt().isPresent() && after.wakeAt().isEmpty()) {
            // The quiet period after a successful probe has ended.
            listener.changedForAll();
        }
    }

    /** Schedules the next wake-up. An outdated wake-up is harmless. */
    private void scheduleWake(Optional<Instant> before, Optional<Instant> after) {
        if (!before.equals(after)) {
            after.ifPresent(at -> services.timetable()
                    .after(
                            "breaker " + host,
                            Duration.between(services.clock().instant(), at).plusMillis(1),
                            due -> wake()));
        }
    }

    private void enqueue(Notice notice) {
        Thread.startVirtualThread(() -> {
            try {
                services.journal().enqueue(notice, Instant.now());
                services.outboxNudge().run();
            } catch (StoreException e) {
                LOG.warn(
                        "notification save failed, retrying notification={} error=\"{}\"", notice.id(), e.getMessage());
                services.timetable().after("notice " + notice.id(), STORE_RETRY, due -> enqueue(notice));
            }
        });
    }
}
