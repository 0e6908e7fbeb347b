package io.dogwatch.web;

import io.dogwatch.hold.HoldBook;
import io.dogwatch.journal.Fact;
import io.dogwatch.journal.Journal;
import io.dogwatch.judge.Incident;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.supervise.HostView;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.supervise.TrailView;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.Hint;
import io.dogwatch.target.Policy;
import io.dogwatch.target.TargetId;
import io.dogwatch.target.Watch;
import jakarta.ws.rs.NotFoundException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Looks things up for the pages and the API, so that both say the same. Safe for use by many threads. */
final class Sight {

    /** How many incidents or mails are listed, and how many facts of a target are looked through. */
    static final int LISTED = 200;

    private final Fleet fleet;
    private final Journal journal;
    private final HoldBook holds;
    private final Rows rows;

    Sight(Fleet fleet, Journal journal, HoldBook holds, PageSources sources) {
        this.fleet = fleet;
        this.journal = journal;
        this.holds = holds;
        this.rows = new Rows(fleet, sources.past(), sources.redaction());
    }

    /** Worst first. */
    List<Row> rows() {
        return fleet.targets().stream()
                .map(this::row)
                .sorted(Comparator.comparing(Row::target, Urgency.ORDER))
                .toList();
    }

    Row row(TargetView view) {
        return rows.row(report(view), view.watch().target(), labels(view));
    }

    RowPictures pictures(Row row, Times times) {
        return rows.pictures(row, times);
    }

    Map<String, TrailView> trails(TargetId id) {
        return fleet.trails(id);
    }

    List<VitalsReport> vitals() {
        return fleet.vitals().stream().map(VitalsReport::of).toList();
    }

    List<WindowReport> windows(Instant now) {
        return WindowReport.list(holds, now);
    }

    /** Each host with all that belongs to it. */
    List<HostsPage.OneHost> oneByOne() {
        List<TargetView> views = fleet.targets();
        List<TargetReport> reports = views.stream().map(this::report).toList();
        List<VitalsReport> vitals = vitals();
        return hosts(reports).stream()
                .map(host -> {
                    List<TargetReport> its = reports.stream()
                            .filter(target -> target.host().equals(host.host()))
                            .toList();
                    return new HostsPage.OneHost(
                            host,
                            vitals.stream()
                                    .filter(one -> one.host().equals(host.host()))
                                    .findFirst(),
                            OverviewPage.counts(its),
                            unbounded(its),
                            KinGraph.of(views.stream()
                                    .filter(view -> view.watch().target().host().equals(host.host()))
                                    .toList()));
                })
                .toList();
    }

    private static List<HostsPage.OpenLog> unbounded(List<TargetReport> targets) {
        return targets.stream()
                .flatMap(target -> HostsPage.OpenLog.of(target).stream())
                .sorted(Comparator.comparingLong(HostsPage.OpenLog::bytes).reversed())
                .toList();
    }

    List<TargetReport> targets() {
        return targets(view -> true);
    }

    /** Worst first. */
    List<TargetReport> targets(Predicate<TargetView> wanted) {
        return fleet.targets().stream()
                .filter(wanted)
                .map(this::report)
                .sorted(Urgency.ORDER)
                .toList();
    }

    /** @throws NotFoundException if there is none */
    TargetReport target(TargetId id) {
        return report(view(id));
    }

    Optional<TargetReport> known(TargetId id) {
        return fleet.target(id).map(this::report);
    }

    /** @throws NotFoundException if there is none, with the nearest names */
    TargetView view(TargetId id) {
        return fleet.target(id).orElseThrow(() -> new NotFoundException(unknown(id)));
    }

    /** @throws NotFoundException if there is none */
    Explanation explanation(TargetId id) {
        TargetView view = view(id);
        return Explainer.explain(
                view, host(id), fleet.addresses(id), journal.facts(Optional.of(id), Explainer.DECISIONS));
    }

    /** The same without its decisions, for when the store cannot be read. */
    Explanation explanationWithoutPast(TargetId id) {
        return Explainer.explain(view(id), host(id), fleet.addresses(id), List.of());
    }

    SuggestionAnswer suggestions(TargetId id) {
        Watch watch = view(id).watch();
        String why = watch.source().equals("found") ? "neither a rule nor a label names it" : watch.source();
        String watched = (watch.policy().mode() == Policy.Mode.HEAL ? "healed: " : "observed: ") + why;
        return SuggestionAnswer.of(id.host(), id.name(), watched, fleet.suggestions(id));
    }

    /** @throws NotFoundException if there is no such target */
    InsightAnswer insight(TargetId id) {
        TargetId known = view(id).watch().target();
        return fleet.glimpse(known)
                .map(seen -> InsightAnswer.of(known, seen))
                .orElseGet(() -> InsightAnswer.ofNothing(known));
    }

    private String unknown(TargetId id) {
        List<TargetId> known =
                fleet.targets().stream().map(view -> view.watch().target()).toList();
        List<String> near = Hint.nearest(
                id.name(),
                known.stream()
                        .filter(it -> it.host().equals(id.host()))
                        .map(TargetId::name)
                        .toList(),
                3);
        List<String> elsewhere = known.stream()
                .filter(it -> it.name().equals(id.name()))
                .map(TargetId::toString)
                .toList();
        List<String> meant = elsewhere.isEmpty() ? near : elsewhere;
        return "no target " + id.name() + " is watched on " + id.host()
                + (meant.isEmpty() ? "" : "; did you mean " + String.join(" or ", meant) + "?");
    }

    private Optional<HostView> host(TargetId id) {
        return fleet.hosts().stream().filter(it -> it.host().equals(id.host())).findFirst();
    }

    private TargetReport report(TargetView view) {
        return TargetReport.of(view, holds.on(view.watch().target(), labels(view)));
    }

    private static Map<String, String> labels(TargetView view) {
        return view.state().container().map(ContainerSnapshot::labels).orElse(Map.of());
    }

    StopReport stop() {
        return StopReport.of(holds.stop());
    }

    List<HostReport> hosts() {
        return hosts(targets());
    }

    /** @param targets all there are now, so that they need not be looked up again */
    List<HostReport> hosts(List<TargetReport> targets) {
        Map<String, List<LogConcern>> concerns =
                LogConcern.among(targets).stream().collect(Collectors.groupingBy(LogConcern::host));
        return fleet.hosts().stream()
                .map(host -> HostReport.of(host, concerns.getOrDefault(host.host(), List.of())))
                .toList();
    }

    List<IncidentReport> incidents(Optional<TargetId> target) {
        return journal.incidents(target, LISTED).stream()
                .map(IncidentReport::of)
                .toList();
    }

    /** @throws NotFoundException if there is none */
    IncidentAnswer incident(String id) {
        Incident incident = journal.incident(id).orElseThrow(() -> new NotFoundException("there is no incident " + id));
        List<FactReport> timeline = journal.facts(Optional.of(incident.target()), LISTED).stream()
                .filter(fact -> fact.incident().equals(id) || isDuring(incident, fact))
                .sorted(Comparator.comparing(Fact::at).thenComparingLong(Fact::id))
                .map(FactReport::of)
                .toList();
        return new IncidentAnswer(
                IncidentReport.of(incident),
                journal.acknowledged(id).map(AcknowledgementReport::of).orElse(null),
                timeline,
                journal.evidence(id).stream()
                        .map(IncidentAnswer.EvidenceReport::of)
                        .toList());
    }

    /** Newest first. */
    List<FactReport> facts(TargetId id, int limit) {
        return journal.facts(Optional.of(id), limit).stream()
                .map(FactReport::of)
                .toList();
    }

    List<MailReport> mails() {
        return journal.outbox(LISTED).stream().map(MailReport::of).toList();
    }

    Journal.OutboxDepth outboxDepth() {
        return journal.outboxDepth();
    }

    /** A phase change belongs to no incident by itself, but tells its story. */
    private static boolean isDuring(Incident incident, Fact fact) {
        return fact.incident().isEmpty()
                && !fact.at().isBefore(incident.failingSince())
                && incident.closedAt().map(end -> !fact.at().isAfter(end)).orElse(true);
    }
}
