package io.dogwatch.app.cli;

import io.dogwatch.web.view.TargetReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Shows all containers live in full screen, worst first, until q is pressed. */
final class TopCommand extends ClientCommand {

    /** At most so often it is asked and drawn, and keys are looked for. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** At least so often it is drawn, for the times in it. */
    private static final Duration REDRAW = Duration.ofSeconds(2);

    private final InstantSource clock;

    TopCommand(Terminal terminal, InstantSource clock) {
        super("top", "Shows all containers live in full screen, worst first", terminal);
        this.clock = clock;
    }

    @Override
    void understand(Subparser subparser) {}

    @Override
    void carryOut(ApiClient api, Namespace said) {
        // Before the screen is taken: what is wrong with the address or the token is said as by any other command.
        List<TargetReport> targets = ApiResponses.readAll(api.get("targets"), TargetReport.class);
        Semaphore news = new Semaphore(1);
        Thread.ofVirtual().start(() -> listen(api, news));
        try (Screen screen = Screen.open(terminal())) {
            follow(api, screen, news, targets);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(ApiClient api, Screen screen, Semaphore news, List<TargetReport> first)
            throws InterruptedException {
        List<TargetReport> targets = first;
        String trouble = "";
        Instant drawn = Instant.MIN;
        while (!screen.isToEnd()) {
            boolean isNew = news.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            news.drainPermits();
            if (isNew || clock.instant().isAfter(drawn.plus(REDRAW))) {
                try {
                    targets = ApiResponses.readAll(api.get("targets"), TargetReport.class);
                    trouble = "";
                } catch (CommandFailure e) {
                    trouble = "NOT LIVE: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
                }
                Screen.Size size = Screen.size();
                screen.show(new TopView(new Ansi(terminal().coloured()), clock.instant(), size.columns(), size.rows())
                        .lines(targets, trouble));
                drawn = clock.instant();
            }
        }
    }

    /** Without the stream it is drawn every {@link #REDRAW} all the same. */
    private static void listen(ApiClient api, Semaphore news) {
        try {
            api.listen("stream", line -> {
                if (line.startsWith("event: ")) {
                    news.release();
                }
                return true;
            });
        } catch (CommandFailure e) {
            news.release();
        }
    }
}
