package io.dogwatch.web.page;

import io.dogwatch.web.view.TargetReport;
import java.time.Instant;
import java.util.List;

/** Public status page: state and uptime over 24 hours and 30 days of selected targets, without other details. */
public final class StatusPage extends Page {

    private final String title;
    private final List<Line> lines;

    /**
     * One target.
     *
     * @param status its public state
     */
    public record Line(String name, PublicStatus status, UptimeBar day, UptimeBar month) {}

    /** Public summary of a phase. */
    public enum PublicStatus {
        WORKS("up", "healthy"),
        DOWN("down", "failing"),
        MAINTENANCE("under maintenance", "paused"),
        UNKNOWN("unknown", "unknown");

        private final String words;
        private final String style;

        PublicStatus(String words, String style) {
            this.words = words;
            this.style = style;
        }

        public String getWords() {
            return words;
        }

        /** Returns the phase with the same style. */
        public String getStyle() {
            return style;
        }

        static PublicStatus of(TargetReport target) {
            if (!target.held().windows().isEmpty()) {
                return MAINTENANCE;
            }
            return switch (target.phase()) {
                case "healthy", "starting", "suspect" -> WORKS;
                case "failing" -> target.reason().equals("warning") ? WORKS : DOWN;
                case "restarting", "backing-off", "quarantined", "missing", "stopped" -> DOWN;
                default -> UNKNOWN;
            };
        }
    }

    StatusPage(String title, List<Line> lines, Instant now) {
        super("status.ftlh", now);
        this.title = title;
        this.lines = List.copyOf(lines);
    }

    public String getTitle() {
        return title;
    }

    public List<Line> getLines() {
        return lines;
    }

    public long getDown() {
        return lines.stream().filter(line -> line.status() == PublicStatus.DOWN).count();
    }
}
