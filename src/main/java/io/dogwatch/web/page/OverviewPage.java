package io.dogwatch.web.page;

import io.dogwatch.model.LogRotation;
import io.dogwatch.web.view.AcknowledgementReport;
import io.dogwatch.web.view.HostReport;
import io.dogwatch.web.view.LogConcern;
import io.dogwatch.web.view.RestartSwitchReport;
import io.dogwatch.web.view.TargetReport;
import io.dogwatch.web.view.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists all containers, worst first. */
public final class OverviewPage extends Page {

    /** Number of problems and logs listed above the table; the page only counts the others. */
    private static final int MAX_PROBLEMS = 12;

    private static final int MAX_CONCERNS = 5;

    /** More rows than fit on a screen, and few enough for a fast first paint. */
    private static final int FIRST_ROWS = 60;

    private final List<Row> rows;
    private final Set<String> fitting;
    private final List<Row> shown;
    private final OverviewFilter filter;
    private final Surface surface;

    /**
     * @param word the phase
     * @param number the number of targets in it
     */
    public record Count(String word, long number) {}

    /** @param name the Compose project; empty for containers without one */
    public record Group(String name, List<Row> rows) {}

    /**
     * State besides the targets.
     *
     * @param acknowledged acknowledgements by incident id
     * @param configured whether the current configuration file is active
     */
    public record Surface(
            List<HostReport> hosts,
            OutboxReport outbox,
            RestartSwitchReport stop,
            Map<String, AcknowledgementReport> acknowledged,
            boolean configured,
            Function<Row, RowPictures> pictures) {}

    /**
     * Creates the whole page. A long list contains only the first rows; the script fetches the others when the reader
     * scrolls. A list grouped by project is complete, because no group may be missing.
     *
     * @param rows all rows, worst first
     */
    static OverviewPage whole(List<Row> rows, OverviewFilter filter, Surface surface, Instant now) {
        List<Row> fitting = filter.of(rows);
        List<Row> shown = filter.byProject()
                ? rows
                : filter.all() ? fitting : fitting.stream().limit(FIRST_ROWS).toList();
        return new OverviewPage("overview.ftlh", rows, fitting, shown, filter, surface, now);
    }

    /** Creates a fragment: the part above the table, and the given rows. */
    static OverviewPage parts(List<Row> rows, List<Row> wanted, Surface surface, Instant now) {
        return new OverviewPage("overview-parts.ftlh", rows, wanted, wanted, OverviewFilter.NONE, surface, now);
    }

    private OverviewPage(
            String template,
            List<Row> rows,
            List<Row> fitting,
            List<Row> shown,
            OverviewFilter filter,
            Surface surface,
            Instant now) {
        super(template, now);
        this.rows = List.copyOf(rows);
        this.fitting = fitting.stream().map(Row::id).collect(Collectors.toUnmodifiableSet());
        this.shown = List.copyOf(shown);
        this.filter = filter;
        this.surface = surface;
    }

    public Surface getSurface() {
        return surface;
    }

    public RestartSwitchReport getStop() {
        return surface.stop();
    }

    public List<HostReport> getHosts() {
        return surface.hosts();
    }

    public OverviewFilter getFilter() {
        return filter;
    }

    public int getTotal() {
        return rows.size();
    }

    /** Returns the number of matching rows. */
    public int getFitting() {
        return fitting.size();
    }

    public List<Row> getShown() {
        return shown;
    }

    /** Returns whether the row is visible and not only present in the page. */
    public boolean fits(Row row) {
        return fitting.contains(row.id());
    }

    public RowPictures pictures(Row row) {
        return surface.pictures().apply(row);
    }

    /** Returns the targets with an active silence. */
    public List<TargetReport> getLeftAlone() {
        return targets().stream()
                .filter(target ->
                        target.held().muted() || !target.held().windows().isEmpty())
                .toList();
    }

    public List<TargetReport> getTroubled() {
        return troubled(targets()).toList();
    }

    /** Returns the problems to show in full. */
    static Stream<TargetReport> troubled(List<TargetReport> targets) {
        return targets.stream().filter(Urgency::isTrouble).limit(MAX_PROBLEMS);
    }

    public long getTroubles() {
        return targets().stream().filter(Urgency::isTrouble).count();
    }

    /** Returns whether all targets are healthy. A suspect target counts as healthy: one failed probe proves nothing. */
    public boolean isAllWell() {
        return targets().stream()
                .allMatch(target -> List.of("healthy", "suspect", "starting").contains(target.phase()));
    }

    /** Returns who acknowledged the open incident of the target, or an empty string. */
    public String seenBy(TargetReport target) {
        return Optional.ofNullable(target.incident())
                .map(surface.acknowledged()::get)
                .map(AcknowledgementReport::createdBy)
                .orElse("");
    }

    /** Returns the remaining manual work for the target. */
    public String leftToDo(TargetReport target) {
        return OperatorAdvice.about(target, surface.stop());
    }

    public List<Count> getCounts() {
        return counts(targets());
    }

    /** Counts targets by phase: the worst phase first, transient phases last, without empty phases. */
    static List<Count> counts(List<TargetReport> targets) {
        return Urgency.chips().stream()
                .map(phase -> new Count(
                        phase,
                        targets.stream()
                                .filter(target -> target.phase().equals(phase))
                                .count()))
                .filter(count -> count.number() > 0)
                .toList();
    }

    /** Returns all phases, worst first; the script sorts rows in this order. */
    public List<String> getPhases() {
        return Urgency.phases();
    }

    /** Returns all Compose projects by name. */
    public List<String> getProjects() {
        TreeSet<String> projects = new TreeSet<>();
        rows.forEach(row -> Optional.ofNullable(row.project()).ifPresent(projects::add));
        return List.copyOf(projects);
    }

    /** Returns the rows in one unnamed group, or grouped by project with the worst group first. */
    public List<Group> getGroups() {
        if (!filter.byProject()) {
            return List.of(new Group("", shown));
        }
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        shown.forEach(
                row -> groups.computeIfAbsent(Optional.ofNullable(row.project()).orElse(""), name -> new ArrayList<>())
                        .add(row));
        return groups.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .sorted(Comparator.comparingInt((Group group) ->
                                Urgency.rank(group.rows().getFirst().target()))
                        .thenComparing(group -> group.name().isEmpty())
                        .thenComparing(Group::name))
                .toList();
    }

    /** Returns the log concerns of all hosts, largest first within each host. */
    public List<LogConcern> getLogConcerns() {
        return surface.hosts().stream()
                .flatMap(host -> host.logConcerns().stream())
                .toList();
    }

    public int getMostConcerns() {
        return MAX_CONCERNS;
    }

    public String getRunOption() {
        return LogRotation.RUN_OPTION;
    }

    private List<TargetReport> targets() {
        return rows.stream().map(Row::target).toList();
    }
}
