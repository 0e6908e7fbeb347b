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

/** Everything at a glance, worst first. */
public final class OverviewPage extends Page {

    /** How many are shown above the table in full, and how many logs are named; of the others it is said that there are more. */
    private static final int MAX_TROUBLES = 12;

    private static final int MAX_CONCERNS = 5;

    /** More than a screen holds, and few enough to be painted at once. */
    private static final int FIRST_ROWS = 60;

    private final List<Row> rows;
    private final Set<String> fitting;
    private final List<Row> shown;
    private final OverviewFilter filter;
    private final Surface surface;

    /** @param word of a phase, with how many targets are in it */
    public record Count(String word, long number) {}

    /** @param name of the Compose project; empty for those that have none */
    public record Group(String name, List<Row> rows) {}

    /**
     * What else there is to know than targets.
     *
     * @param acknowledged by the id of the incident
     * @param configured whether the configuration file, as it is now, is what holds
     */
    public record Surface(
            List<HostReport> hosts,
            OutboxReport outbox,
            RestartSwitchReport stop,
            Map<String, AcknowledgementReport> acknowledged,
            boolean configured,
            Function<Row, RowPictures> pictures) {}

    /**
     * The whole page. Of many rows only the first are in it, and the script fetches the others when these are seen; grouped, all are,
     * since no group must be missing.
     *
     * @param rows all there are, worst first
     */
    static OverviewPage whole(List<Row> rows, OverviewFilter filter, Surface surface, Instant now) {
        List<Row> fitting = filter.of(rows);
        List<Row> shown = filter.byProject()
                ? rows
                : filter.all() ? fitting : fitting.stream().limit(FIRST_ROWS).toList();
        return new OverviewPage("overview.ftlh", rows, fitting, shown, filter, surface, now);
    }

    /** Only parts of it: what is above the table, and these rows. */
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

    /** How many fit the filter. */
    public int getFitting() {
        return fitting.size();
    }

    public List<Row> getShown() {
        return shown;
    }

    /** Whether it is shown now, and not only there to be shown. */
    public boolean fits(Row row) {
        return fitting.contains(row.id());
    }

    public RowPictures pictures(Row row) {
        return surface.pictures().apply(row);
    }

    /** Those in a window now. */
    public List<TargetReport> getLeftAlone() {
        return targets().stream()
                .filter(target ->
                        target.held().muted() || !target.held().windows().isEmpty())
                .toList();
    }

    public List<TargetReport> getTroubled() {
        return troubled(targets()).toList();
    }

    /** Those that are shown in full. */
    static Stream<TargetReport> troubled(List<TargetReport> targets) {
        return targets.stream().filter(Urgency::isTrouble).limit(MAX_TROUBLES);
    }

    public long getTroubles() {
        return targets().stream().filter(Urgency::isTrouble).count();
    }

    /** As far as is known: one failed probe is no reason to say otherwise. */
    public boolean isAllWell() {
        return targets().stream()
                .allMatch(target -> List.of("healthy", "suspect", "starting").contains(target.phase()));
    }

    /** Who has seen the open incident of this target; empty words if nobody has. */
    public String seenBy(TargetReport target) {
        return Optional.ofNullable(target.incident())
                .map(surface.acknowledged()::get)
                .map(AcknowledgementReport::createdBy)
                .orElse("");
    }

    /** What a person has to do about it. */
    public String leftToDo(TargetReport target) {
        return OperatorAdvice.about(target, surface.stop());
    }

    public List<Count> getCounts() {
        return counts(targets());
    }

    /** The worst first, and last what comes and goes; none for phases in which nobody is. */
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

    /** All there can be, the worst first; the script orders rows as they stand in the list. */
    public List<String> getPhases() {
        return Urgency.phases();
    }

    /** All Compose projects there are, by name. */
    public List<String> getProjects() {
        TreeSet<String> projects = new TreeSet<>();
        rows.forEach(row -> Optional.ofNullable(row.project()).ifPresent(projects::add));
        return List.copyOf(projects);
    }

    /** What is shown; in one group without a name unless it is grouped. The group with the worst is the first. */
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

    /** Of all hosts, the largest first within each. */
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
