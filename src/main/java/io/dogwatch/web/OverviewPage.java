package io.dogwatch.web;

import io.dogwatch.inside.LogHygiene;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Everything at a glance, worst first. */
public final class OverviewPage extends Page {

    /** How many are shown above the table in full, and how many logs are named; of the others it is said that there are more. */
    private static final int MOST_TROUBLES = 12;

    private static final int MOST_CONCERNS = 5;

    private final List<Row> rows;
    private final List<Row> shown;
    private final OverviewFilter filter;
    private final Surface surface;

    /** @param word of a phase, with how many targets are in it */
    public record Count(String word, long number) {}

    /** @param name of the Compose project; empty for those that have none */
    public record Group(String name, List<Row> rows) {}

    /** What else there is to know than targets. */
    public record Surface(List<HostReport> hosts, List<VitalsReport> vitals, OutboxReport outbox, StopReport stop) {}

    /** @param rows all there are, worst first */
    OverviewPage(List<Row> rows, List<Row> shown, OverviewFilter filter, Surface surface, Instant now) {
        super("overview.ftlh", now);
        this.rows = List.copyOf(rows);
        this.shown = List.copyOf(shown);
        this.filter = filter;
        this.surface = surface;
    }

    /** Only parts of it: what is above the table, and these rows. */
    static OverviewPage parts(List<Row> rows, List<Row> wanted, Surface surface, Instant now) {
        return new OverviewPage(
                rows, wanted, new OverviewFilter("", "", "", false), surface, now, "overview-parts.ftlh");
    }

    private OverviewPage(
            List<Row> rows, List<Row> shown, OverviewFilter filter, Surface surface, Instant now, String template) {
        super(template, now);
        this.rows = List.copyOf(rows);
        this.shown = List.copyOf(shown);
        this.filter = filter;
        this.surface = surface;
    }

    public Surface getSurface() {
        return surface;
    }

    public StopReport getStop() {
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

    public List<Row> getShown() {
        return shown;
    }

    /** Those in a window now. */
    public List<TargetReport> getLeftAlone() {
        return targets().stream()
                .filter(target ->
                        target.held().muted() || !target.held().windows().isEmpty())
                .toList();
    }

    public List<TargetReport> getTroubled() {
        return targets().stream()
                .filter(Urgency::isTrouble)
                .limit(MOST_TROUBLES)
                .toList();
    }

    public long getTroubles() {
        return targets().stream().filter(Urgency::isTrouble).count();
    }

    /** What a person has to do about it. */
    public String leftToDo(TargetReport target) {
        return LeftToDo.about(target, surface.stop());
    }

    public List<Count> getCounts() {
        return counts(targets());
    }

    /** The worst first; none for phases in which nobody is. */
    static List<Count> counts(List<TargetReport> targets) {
        return Urgency.phases().stream()
                .map(phase -> new Count(
                        phase,
                        targets.stream()
                                .filter(target -> target.phase().equals(phase))
                                .count()))
                .filter(count -> count.number() > 0)
                .toList();
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
        return MOST_CONCERNS;
    }

    public String getRunOption() {
        return LogHygiene.RUN_OPTION;
    }

    private List<TargetReport> targets() {
        return rows.stream().map(Row::target).toList();
    }
}
