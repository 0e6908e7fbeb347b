package io.dogwatch.app;

import io.dogwatch.notify.FatalNotice;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends Dogwatch when it can no longer do its job: a process that looks alive and watches nothing is the worst
 * failure. Polls on its own thread, because the scheduler may be blocked, and counts polls instead of time, so a
 * suspended machine is no reason to exit. The service manager restarts Dogwatch; the journal is consistent at any
 * moment.
 */
final class Watchdog implements AutoCloseable {

    static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

    /** EX_SOFTWARE of sysexits.h: neither a wrong configuration nor asked for. */
    static final int EXIT_CODE = 70;

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final Supplier<Map<String, String>> troubles;
    private final int looksAllowed;
    private final FatalNotice lastWords;
    private final InstantSource clock;
    private final Runnable end;
    private final Map<String, Integer> looksInARow = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param troubles what does not work now of what Dogwatch cannot do without, and why; answers within seconds
     * @param patience how long one and the same may not work
     * @param end of the process; does not return, but for tests
     */
    Watchdog(
            Supplier<Map<String, String>> troubles,
            Duration patience,
            FatalNotice lastWords,
            InstantSource clock,
            Runnable end) {
        this.troubles = troubles;
        this.looksAllowed = (int) Math.max(1, patience.dividedBy(POLL_INTERVAL));
        this.lastWords = lastWords;
        this.clock = clock;
        this.end = end;
    }

    /** Once. */
    void start() {
        lastWords.prepare();
        Thread.ofPlatform().daemon().name("watchdog").start(this::run);
    }

    private void run() {
        try {
            while (!closed.await(POLL_INTERVAL.toSeconds(), TimeUnit.SECONDS)) {
                poll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look. */
    void poll() {
        Map<String, String> now = troubles.get();
        looksInARow.keySet().retainAll(now.keySet());
        now.keySet().forEach(what -> looksInARow.merge(what, 1, Integer::sum));
        now.entrySet().stream()
                .filter(trouble -> looksInARow.getOrDefault(trouble.getKey(), 0) >= looksAllowed)
                .findFirst()
                .ifPresent(trouble -> giveUp(trouble.getKey() + ": " + trouble.getValue()));
    }

    private void giveUp(String why) {
        LOG.error("dogwatch cannot work and ends itself why=\"{}\"", why);
        Thread.getAllStackTraces().forEach((one, stack) -> {
            if (one.getState() == Thread.State.BLOCKED || one.getState() == Thread.State.RUNNABLE) {
                LOG.warn("thread=\"{}\" state={} stack={}", one.getName(), one.getState(), List.of(stack));
            }
        });
        FatalNotice.Said said = lastWords.say(
                "has ended itself",
                why,
                "Whoever supervises Dogwatch (Docker's restart policy, systemd) should start it again now. It goes on where"
                        + " it was.",
                clock.instant());
        LOG.error("last words: {}", said.how());
        end.run();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
