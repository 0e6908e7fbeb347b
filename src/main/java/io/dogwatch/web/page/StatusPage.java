package io.dogwatch.web.page;

import io.dogwatch.web.view.TargetReport;
import java.time.Instant;
import java.util.List;

/** For everybody: whether chosen targets work, and for how much of the last day and month they did. Nothing else. */
public final class StatusPage extends Page {

    private final String title;
    private final List<Line> lines;

    /**
     * One target.
     *
     * @param standing works, down or unknown
     */
    public record Line(String name, Standing standing, UptimeBar day, UptimeBar month) {}

    /** What everybody may know of a phase. */
    public enum Standing {
        WORKS("up", "healthy"),
        DOWN("down", "failing"),
        MAINTENANCE("under maintenance", "paused"),
        UNKNOWN("unknown", "unknown");

        private final String words;
        private final String look;

        Standing(String words, String look) {
            this.words = words;
            this.look = look;
        }

        public String getWords() {
            return words;
        }

        /** The phase that it looks like. */
        public String getLook() {
            return look;
        }

        static Standing of(TargetReport target) {
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
        return lines.stream().filter(line -> line.standing() == Standing.DOWN).count();
    }
}
