package io.dogwatch.web.page;

import io.dogwatch.model.LogRotation;
import io.dogwatch.web.view.Explanation;
import io.dogwatch.web.view.FactReport;
import io.dogwatch.web.view.IncidentReport;
import io.dogwatch.web.view.InsightAnswer;
import io.dogwatch.web.view.RestartSwitchReport;
import io.dogwatch.web.view.TargetReport;
import java.time.Instant;
import java.util.List;

/** Shows all details of one target. */
public final class TargetPage extends Page {

    private final Row row;
    private final Story story;
    private final List<CheckChart> charts;
    private final RestartSwitchReport stop;

    /**
     * History and details of the target besides its current state.
     *
     * @param incidents newest first
     * @param acknowledged whether its open incident is acknowledged
     * @param readable false if the store cannot be read, which leaves the history empty
     */
    public record Story(
            Explanation explanation,
            InsightAnswer insight,
            List<FactReport> timeline,
            List<IncidentReport> incidents,
            boolean acknowledged,
            boolean readable) {}

    TargetPage(Row row, Story story, List<CheckChart> charts, RestartSwitchReport stop, Instant now) {
        super("target.ftlh", now);
        this.row = row;
        this.story = story;
        this.charts = List.copyOf(charts);
        this.stop = stop;
    }

    public Row getRow() {
        return row;
    }

    public TargetReport getTarget() {
        return row.target();
    }

    public String getLeftToDo() {
        return OperatorAdvice.about(row.target(), stop);
    }

    public Explanation getExplanation() {
        return story.explanation();
    }

    public InsightAnswer getInsight() {
        return story.insight();
    }

    public List<CheckChart> getCharts() {
        return charts;
    }

    public List<FactReport> getTimeline() {
        return story.timeline();
    }

    public List<IncidentReport> getIncidents() {
        return story.incidents();
    }

    public boolean isAcknowledged() {
        return story.acknowledged();
    }

    public boolean isReadable() {
        return story.readable();
    }

    public RestartSwitchReport getStop() {
        return stop;
    }

    public String getRunOption() {
        return LogRotation.RUN_OPTION;
    }
}
