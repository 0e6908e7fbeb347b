package io.dogwatch.web.page;

import io.dogwatch.model.LogRotation;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.web.view.HostReport;
import io.dogwatch.web.view.LogReport;
import io.dogwatch.web.view.QueryService;
import io.dogwatch.web.view.RestartSwitchReport;
import io.dogwatch.web.view.TargetReport;
import io.dogwatch.web.view.VitalsReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Shows each Docker engine with its supervision state, logs without a size limit, and dependencies. */
public final class HostsPage extends Page {

    private final List<HostEntry> hosts;
    private final RestartSwitchReport stop;

    /** @param counts the number of targets in each phase, the worst phase first */
    public record HostEntry(
            HostReport host,
            Optional<VitalsReport> vitals,
            List<OverviewPage.Count> counts,
            List<UnlimitedLog> unbounded,
            DependencyGraphView graph) {}

    /**
     * A log without a size limit.
     *
     * @param bytes its size; 0 if unknown
     */
    public record UnlimitedLog(String host, String target, String standing, boolean concern, long bytes) {

        static Optional<UnlimitedLog> of(TargetReport target) {
            LogReport log = target.log();
            if (log == null || !log.unbounded()) {
                return Optional.empty();
            }
            Long size = log.sizeBytes();
            return Optional.of(new UnlimitedLog(
                    target.host(), target.name(), log.summary(), log.concern(), size == null ? 0 : size));
        }
    }

    HostsPage(QueryService queries, Instant now) {
        super("hosts.ftlh", now);
        this.hosts = hosts(queries);
        this.stop = queries.stop();
    }

    private static List<HostEntry> hosts(QueryService queries) {
        List<TargetView> views = queries.views();
        List<TargetReport> reports = views.stream().map(queries::report).toList();
        List<VitalsReport> vitals = queries.vitals();
        return queries.hosts(reports).stream()
                .map(host -> {
                    List<TargetReport> its = reports.stream()
                            .filter(target -> target.host().equals(host.host()))
                            .toList();
                    return new HostEntry(
                            host,
                            vitals.stream()
                                    .filter(one -> one.host().equals(host.host()))
                                    .findFirst(),
                            OverviewPage.counts(its),
                            unbounded(its),
                            DependencyGraphView.of(views.stream()
                                    .filter(view -> view.watch().target().host().equals(host.host()))
                                    .toList()));
                })
                .toList();
    }

    /** Returns the logs without a size limit, largest first. */
    private static List<UnlimitedLog> unbounded(List<TargetReport> targets) {
        return targets.stream()
                .flatMap(target -> UnlimitedLog.of(target).stream())
                .sorted(Comparator.comparingLong(UnlimitedLog::bytes).reversed())
                .toList();
    }

    public List<HostEntry> getHosts() {
        return hosts;
    }

    public RestartSwitchReport getStop() {
        return stop;
    }

    public String getRunOption() {
        return LogRotation.RUN_OPTION;
    }
}
