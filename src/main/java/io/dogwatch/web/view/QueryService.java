package io.dogwatch.web.view;

import io.dogwatch.journal.AuditEntry;
import io.dogwatch.journal.Fact;
import io.dogwatch.journal.IncidentQuery;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.OutboxQuery;
import io.dogwatch.journal.StoreException;
import io.dogwatch.judge.Incident;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.DidYouMean;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.supervise.HostView;
import io.dogwatch.supervise.OutcomeHistoryView;
import io.dogwatch.supervise.TargetView;
import jakarta.ws.rs.NotFoundException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Looks things up for the pages and the API, so that both say the same. Safe for use by many threads. */
public final class QueryService {

    /** How many incidents or mails are listed, and how many facts of a target are looked through. */
    public static final int LISTED = 200;

    private final Fleet fleet;
    private final Journal journal;
    private final SilenceRegistry holds;

    public QueryService(Fleet fleet, Journal journal, SilenceRegistry holds) {
        this.fleet = fleet;
        this.journal = journal;
        this.holds = holds;
    }

    /** As the supervision shows them, in no order. */
    public List<TargetView> views() {
        return fleet.targets();
    }

    /** @throws NotFoundException if there is none, with the nearest names */
    public TargetView view(TargetId id) {
        return fleet.target(id).orElseThrow(() -> new NotFoundException(unknown(id)));
    }

    /** All of them, worst first. */
    public List<TargetReport> targets() {
        return targets(view -> true);
    }

    /** Those that are wanted, worst first. */
    public List<TargetReport> targets(Predicate<TargetView> wanted) {
        return fleet.targets().stream()
                .filter(wanted)
                .map(this::report)
                .sorted(Urgency.ORDER)
                .toList();
    }

    /** @throws NotFoundException if there is none, with the nearest names */
    public TargetReport target(TargetId id) {
        return report(view(id));
    }

    /** Empty if it is not watched, or not any more. */
    public Optional<TargetReport> known(TargetId id) {
        return fleet.target(id).map(this::report);
    }

    /** What is said of one that was looked up before. */
    public TargetReport report(TargetView view) {
        return TargetReport.of(view, holds.on(view.watch().target(), labels(view)));
    }

    /** The newest outcomes of its checks, by their names; none if it is not known. */
    public Map<String, OutcomeHistoryView> trails(TargetId id) {
        return fleet.outcomeHistories(id);
    }

    /**
     * How it stands, why, and what comes next.
     *
     * @throws NotFoundException if there is none
     * @throws StoreException if its decisions cannot be read
     */
    public Explanation explanation(TargetId id) {
        TargetView view = view(id);
        return Explainer.explain(
                view, host(id), fleet.addresses(id), journal.facts(Optional.of(id), Explainer.DECISIONS));
    }

    /** The same without its decisions, for when the store cannot be read. */
    public Explanation explanationWithoutPast(TargetId id) {
        return Explainer.explain(view(id), host(id), fleet.addresses(id), List.of());
    }

    /**
     * Asks each of its ports now; may take some seconds.
     *
     * @throws NotFoundException if there is none
     */
    public SuggestionAnswer suggestions(TargetId id) {
        Watch watch = view(id).watch();
        String why = watch.source().equals("found") ? "not selected by a rule or label" : watch.source();
        String watched = (watch.policy().mode() == Policy.Mode.HEAL ? "healed: " : "observed: ") + why;
        return SuggestionAnswer.of(id.host(), id.name(), watched, fleet.suggestions(id));
    }

    /**
     * Looks into its container now; may take some milliseconds.
     *
     * @throws NotFoundException if there is none
     */
    public InsightAnswer insight(TargetId id) {
        TargetId known = view(id).watch().target();
        return fleet.containerStats(known)
                .map(seen -> InsightAnswer.of(known, seen))
                .orElseGet(() -> InsightAnswer.ofNothing(known));
    }

    private String unknown(TargetId id) {
        List<TargetId> known =
                fleet.targets().stream().map(view -> view.watch().target()).toList();
        List<String> near = DidYouMean.nearest(
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
        return "unknown target " + id.name() + " on " + id.host()
                + (meant.isEmpty() ? "" : "; did you mean " + String.join(" or ", meant) + "?");
    }

    private Optional<HostView> host(TargetId id) {
        return fleet.hosts().stream().filter(it -> it.host().equals(id.host())).findFirst();
    }

    private static Map<String, String> labels(TargetView view) {
        return view.state().container().map(ContainerSnapshot::labels).orElse(Map.of());
    }

    /** The global stop. */
    public RestartSwitchReport stop() {
        return RestartSwitchReport.of(holds.stop());
    }

    /** The engines, with the logs of their containers that grow too much. */
    public List<HostReport> hosts() {
        return hosts(targets());
    }

    /**
     * The same.
     *
     * @param targets all there are now, so that they need not be looked up again
     */
    public List<HostReport> hosts(List<TargetReport> targets) {
        Map<String, List<LogConcern>> concerns =
                LogConcern.among(targets).stream().collect(Collectors.groupingBy(LogConcern::host));
        return fleet.hosts().stream()
                .map(host -> HostReport.of(host, concerns.getOrDefault(host.host(), List.of())))
                .toList();
    }

    /** How the supervision of each host goes. */
    public List<VitalsReport> vitals() {
        return fleet.vitals().stream().map(VitalsReport::of).toList();
    }

    /** Those that are on first, then those ahead, then those that are over; each newest first. */
    public List<SilenceReport> windows(Instant now) {
        return SilenceReport.list(holds, now);
    }

    /** Empty if there is none. */
    public Optional<SilenceReport> window(String id, Instant now) {
        return holds.window(id).map(window -> SilenceReport.of(window, now));
    }

    /** Those of one target, newest first; {@value #LISTED} at most. */
    public List<IncidentReport> incidents(TargetId target) {
        return journal.incidents(Optional.of(target), LISTED).stream()
                .map(IncidentReport::of)
                .toList();
    }

    /** Those that are asked for, newest first. */
    public List<IncidentReport> incidents(IncidentQuery query) {
        return journal.search(query).stream().map(IncidentReport::of).toList();
    }

    /**
     * One incident with its story.
     *
     * @throws NotFoundException if there is none
     */
    public IncidentAnswer incident(String id) {
        Incident incident = journal.incident(id).orElseThrow(() -> new NotFoundException("unknown incident " + id));
        List<FactReport> timeline = journal.facts(Optional.of(incident.target()), LISTED).stream()
                .filter(fact -> fact.incident().equals(id) || isDuring(incident, fact))
                .sorted(Comparator.comparing(Fact::at).thenComparingLong(Fact::id))
                .map(FactReport::of)
                .toList();
        return new IncidentAnswer(
                IncidentReport.of(incident),
                acknowledgement(id).orElse(null),
                timeline,
                journal.evidence(id).stream()
                        .map(IncidentAnswer.EvidenceReport::of)
                        .toList());
    }

    /** Who has said of an incident that they look at it; empty if nobody has. */
    public Optional<AcknowledgementReport> acknowledgement(String incident) {
        return journal.acknowledged(incident).map(AcknowledgementReport::of);
    }

    /** What has happened to a target, newest first. */
    public List<FactReport> facts(TargetId id, int limit) {
        return journal.facts(Optional.of(id), limit).stream()
                .map(FactReport::of)
                .toList();
    }

    /** The newest of the outbox, {@value #LISTED} at most. */
    public List<MailReport> mails() {
        return mails(OutboxQuery.newest(LISTED));
    }

    /** Those of the outbox that are asked for, newest first. */
    public List<MailReport> mails(OutboxQuery query) {
        return journal.outbox(query).stream().map(MailReport::of).toList();
    }

    /** How many notices wait, and how many were given up. */
    public Journal.OutboxDepth outboxDepth() {
        return journal.outboxDepth();
    }

    /** What people have asked for, newest first; {@value #LISTED} at most. */
    public List<AuditEntry> audited() {
        return journal.audited(LISTED);
    }

    /** A phase change belongs to no incident by itself, but tells its story. */
    private static boolean isDuring(Incident incident, Fact fact) {
        return fact.incident().isEmpty()
                && !fact.at().isBefore(incident.failingSince())
                && incident.closedAt().map(end -> !fact.at().isAfter(end)).orElse(true);
    }
}
