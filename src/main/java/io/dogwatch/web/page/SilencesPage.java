package io.dogwatch.web.page;

import io.dogwatch.web.view.RestartSwitchReport;
import io.dogwatch.web.view.SilenceReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Lists active, upcoming and expired silences, and the restart switch. */
public final class SilencesPage extends Page {

    private static final int MAX_EXPIRED = 30;

    private final List<SilenceReport> windows;
    private final RestartSwitchReport stop;

    /** @param windows active, upcoming, then expired */
    SilencesPage(List<SilenceReport> windows, RestartSwitchReport stop, Instant now) {
        super("silences.ftlh", now);
        this.windows = List.copyOf(windows);
        this.stop = stop;
    }

    public List<SilenceReport> getActive() {
        return in("active");
    }

    /** Returns the upcoming silences, next one first. */
    public List<SilenceReport> getUpcoming() {
        return in("upcoming").stream()
                .sorted(Comparator.comparing(SilencesPage::begin))
                .toList();
    }

    public List<SilenceReport> getExpired() {
        return in("expired").stream().limit(MAX_EXPIRED).toList();
    }

    public RestartSwitchReport getStop() {
        return stop;
    }

    private List<SilenceReport> in(String state) {
        return windows.stream().filter(window -> window.state().equals(state)).toList();
    }

    private static Instant begin(SilenceReport window) {
        Instant next = window.nextStart();
        return next == null ? Instant.MAX : next;
    }
}
