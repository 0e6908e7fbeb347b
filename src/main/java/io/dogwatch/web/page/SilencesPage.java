package io.dogwatch.web.page;

import io.dogwatch.web.report.StopReport;
import io.dogwatch.web.report.WindowReport;
import java.time.Instant;
import java.util.List;

/** Silences and maintenance: what is on, what comes, what is over; and the global stop. */
public final class SilencesPage extends Page {

    private static final int MOST_OVER = 30;

    private final List<WindowReport> windows;
    private final StopReport stop;

    /** @param windows those on first, then those ahead, then those that are over */
    SilencesPage(List<WindowReport> windows, StopReport stop, Instant now) {
        super("silences.ftlh", now);
        this.windows = List.copyOf(windows);
        this.stop = stop;
    }

    public List<WindowReport> getOn() {
        return in("on");
    }

    /** The next one first. */
    public List<WindowReport> getAhead() {
        return in("ahead").stream()
                .sorted((one, other) -> begin(one).compareTo(begin(other)))
                .toList();
    }

    public List<WindowReport> getOver() {
        return in("over").stream().limit(MOST_OVER).toList();
    }

    public StopReport getStop() {
        return stop;
    }

    private List<WindowReport> in(String state) {
        return windows.stream().filter(window -> window.state().equals(state)).toList();
    }

    private static Instant begin(WindowReport window) {
        Instant next = window.nextBegin();
        return next == null ? Instant.MAX : next;
    }
}
