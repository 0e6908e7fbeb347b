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

/** Read access for the pages and the API, which ensures consistent answers. Thread-safe. */
public final class QueryService {

    /** Maximum number of listed incidents or notifications, and of scanned facts of a target. */
    public static final int LISTED = 200;

    private final Fleet fleet;
    private final Journal journal;
    private final SilenceRegistry holds;

    public QueryService(Fleet fleet, Journal journal, SilenceRegistry holds) {
        this.fleet = fleet;
        this.journal = journal;
        this.holds = holds;
    }

    /** Returns all targets, unordered. */
    public List<TargetView> views() {
        return fleet.targets();
    }

    /** @throws NotFoundException with the nearest names if the target is unknown */
    public TargetView view(TargetId id) {
        return fleet.target(id).orElseThrow(() -> new NotFoundException(unknown(id)));
    }

    /** Returns all targets, worst first. */
    public List<TargetReport> targets() {
        return targets(view -> true);
    }

    /** Returns the matching targets, worst first. */
    public List<TargetReport> targets(Predicate<TargetView> wanted) {
        return fleet.targets().stream()
                .filter(wanted)
                .map(this::report)
                .sorted(Urgency.ORDER)
                .toList();
    }

    /** @throws NotFoundException with the nearest names if the target is unknown */
    public TargetReport target(TargetId id) {
        return report(view(id));
    }

    /** Returns the target, or empty if it is not watched. */
    public Optional<TargetReport> known(TargetId id) {
        return fleet.target(id).map(this::report);
    }

    /** Converts a view. */
    public TargetReport report(TargetView view) {
        return TargetReport.of(view, holds.on(view.watch().target(), labels(view)));
    }

    /** Returns the newest outcomes of its checks by name; empty for an unknown target. */
    public Map<String, OutcomeHistoryView> trails(TargetId id) {
        return fleet.outcomeHistories(id);
    }

    /**
     * Explains a target.
     *
     * @throws NotFoundException if the target is unknown
     * @throws StoreException if its decisions cannot be read
     */
    public Explanation explanation(TargetId id) {
        TargetView view = view(id);
        return Explainer.explain(
                view, host(id), fleet.addresses(id), journal.facts(Optional.of(id), Explainer.DECISIONS));
    }

    /** Explains a target without its decisions, for an unreadable store. */
    public Explanation explanationWithoutPast(TargetId id) {
        return Explainer.explain(view(id), host(id), fleet.addresses(id), List.of());
    }

    /**
     * Probes each port of the container; can take some seconds.
     *
     * @throws NotFoundException if the target is unknown
     */
    public SuggestionAnswer suggestions(TargetId id) {
        Watch watch = view(id).watch();
        String why = watch.source().equals("found") ? "not selected by a rule or label" : watch.source();
        String watched = (watch.policy().mode() == Policy.Mode.HEAL ? "healed: " : "observed: ") + why;
        return SuggestionAnswer.of(id.host(), id.name(), watched, fleet.suggestions(id));
    }

    /**
     * Inspects the container; takes some milliseconds.
     *
     * @throws NotFoundException if the target is unknown
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

    /** Returns the restart switch. */
    public RestartSwitchReport stop() {
        return RestartSwitchReport.of(holds.stop());
    }

    /** Returns the engines with the log concerns of their containers. */
    public List<HostReport> hosts() {
        return hosts(targets());
    }

    /**
     * Returns the engines with the log concerns of their containers.
     *
     * @param targets all current targets, to avoid another lookup
     */
    public List<HostReport> hosts(List<TargetReport> targets) {
        Map<String, List<LogConcern>> concerns =
                LogConcern.among(targets).stream().collect(Collectors.groupingBy(LogConcern::host));
        return fleet.hosts().stream()
                .map(host -> HostReport.of(host, concerns.getOrDefault(host.host(), List.of())))
                .toList();
    }

    /** Returns the supervision statistics of each host. */
    public List<VitalsReport> vitals() {
        return fleet.vitals().stream().map(VitalsReport::of).toList();
    }

    /** Returns the silences: active, upcoming, then expired; each group newest first. */
    public List<SilenceReport> windows(Instant now) {
        return SilenceReport.list(holds, now);
    }

    /** Returns a silence, or empty if it is unknown. */
    public Optional<SilenceReport> window(String id, Instant now) {
        return holds.window(id).map(window -> SilenceReport.of(window, now));
    }

    /** Returns the incidents of one target, newest first, at most {@value #LISTED}. */
    public List<IncidentReport> incidents(TargetId target) {
        return journal.incidents(Optional.of(target), LISTED).stream()
                .map(IncidentReport::of)
                .toList();
    }

    /** Returns the matching incidents, newest first. */
    public List<IncidentReport> incidents(IncidentQuery query) {
        return journal.search(query).stream().map(IncidentReport::of).toList();
    }

    /**
     * Returns one incident with timeline and evidence.
     *
     * @throws NotFoundException if the incident is unknown
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

    /** Returns the acknowledgement of an incident, or empty without one. */
    public Optional<AcknowledgementReport> acknowledgement(String incident) {
        return journal.acknowledged(incident).map(AcknowledgementReport::of);
    }

    /** Returns the timeline of a target, newest first. */
    public List<FactReport> facts(TargetId id, int limit) {
        return journal.facts(Optional.of(id), limit).stream()
                .map(FactReport::of)
                .toList();
    }

    /** Returns the newest notifications of the outbox, at most {@value #LISTED}. */
    public List<MailReport> mails() {
        return mails(OutboxQuery.newest(LISTED));
    }

    /** Returns the matching notifications, newest first. */
    public List<MailReport> mails(OutboxQuery query) {
        return journal.outbox(query).stream().map(MailReport::of).toList();
    }

    /** Returns the number of waiting and permanently failed notifications. */
    public Journal.OutboxDepth outboxDepth() {
        return journal.outboxDepth();
    }

    /** Returns the audit log, newest first, at most {@value #LISTED} entries. */
    public List<AuditEntry> audited() {
        return journal.audited(LISTED);
    }

    /** Returns whether the fact belongs to the timeline of the incident. Phase changes have no incident id. */
    private static boolean isDuring(Incident incident, Fact fact) {
        return fact.incident().isEmpty()
                && !fact.at().isBefore(incident.failingSince())
                && incident.closedAt().map(end -> !fact.at().isAfter(end)).orElse(true);
    }
}
