package io.dogwatch.web.page;

import io.dogwatch.web.log.LogLineReport;
import io.dogwatch.web.view.TargetReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the newest log lines of a container and highlights matches of its log checks. */
public final class LogPage extends Page {

    private final TargetReport target;
    private final List<LogLineReport> lines;
    private final @Nullable String trouble;

    /** @param trouble why the log cannot be read; absent on success */
    LogPage(TargetReport target, List<LogLineReport> lines, @Nullable String trouble, Instant now) {
        super("log.ftlh", now);
        this.target = target;
        this.lines = List.copyOf(lines);
        this.trouble = trouble;
    }

    public TargetReport getTarget() {
        return target;
    }

    public List<LogLineReport> getLines() {
        return lines;
    }

    public @Nullable String getTrouble() {
        return trouble;
    }
}
