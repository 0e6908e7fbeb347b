package io.dogwatch.app;

import io.dogwatch.config.Settings;
import io.dogwatch.containerstats.LogGrowth;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.ReportStore;
import io.dogwatch.judge.Incident;
import io.dogwatch.model.Phase;
import io.dogwatch.model.TargetId;
import io.dogwatch.notify.ReportMails;
import io.dogwatch.report.Report;
import io.dogwatch.report.ReportScheduler;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.supervise.TargetView;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts together what writes reports. */
final class ReportFactory {

    private ReportFactory() {}

    static ReportScheduler clerk(
            Settings settings,
            Journal journal,
            ReportStore store,
            Fleet fleet,
            ReportMails letters,
            InstantSource clock) {
        return new ReportScheduler(
                settings.telling().reports(), journal, store, () -> now(fleet, journal), letters::words, clock);
    }

    private static ReportScheduler.Now now(Fleet fleet, Journal journal) {
        List<TargetView> targets = fleet.targets();
        List<TargetView> unbounded = targets.stream()
                .filter(view -> view.log().filter(LogGrowth::isUnbounded).isPresent())
                .toList();
        List<Report.OpenLog> concerns = unbounded.stream()
                .filter(view -> view.log().filter(LogGrowth::isConcern).isPresent())
                .sorted(Comparator.comparingLong(ReportFactory::logSize).reversed())
                .map(view -> new Report.OpenLog(
                        view.watch().target(),
                        view.log().flatMap(LogGrowth::standing).orElse("")))
                .toList();
        return new ReportScheduler.Now(
                phases(targets),
                new Report.Standing(
                        targets.stream()
                                .filter(view -> view.state().phase() == Phase.QUARANTINED)
                                .map(view -> view.watch().target())
                                .toList(),
                        concerns,
                        unbounded.size() - concerns.size(),
                        journal.openIncidents().stream()
                                .map(Journal.OpenIncident::incident)
                                .map(ReportFactory::open)
                                .toList()));
    }

    static Map<TargetId, Phase> phases(Fleet fleet) {
        return phases(fleet.targets());
    }

    private static Map<TargetId, Phase> phases(List<TargetView> targets) {
        return targets.stream()
                .collect(Collectors.toMap(
                        view -> view.watch().target(), view -> view.state().phase(), (one, other) -> other));
    }

    private static long logSize(TargetView view) {
        return view.log().map(log -> log.size().orElse(0)).orElse(0L);
    }

    private static Report.Open open(Incident incident) {
        return new Report.Open(incident.target(), incident.failure().line(), incident.failingSince());
    }
}
