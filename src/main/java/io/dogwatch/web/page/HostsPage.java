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

/** The engines, how their supervision goes, whose logs grow, and who needs whom. */
public final class HostsPage extends Page {

    private final List<OneHost> hosts;
    private final RestartSwitchReport stop;

    /** @param counts how many targets are in each phase, the worst first */
    public record OneHost(
            HostReport host,
            Optional<VitalsReport> vitals,
            List<OverviewPage.Count> counts,
            List<OpenLog> unbounded,
            DependencyGraphView graph) {}

    /**
     * A log that nothing bounds.
     *
     * @param bytes its size; 0 if it cannot be seen
     */
    public record OpenLog(String host, String target, String standing, boolean concern, long bytes) {

        static Optional<OpenLog> of(TargetReport target) {
            LogReport log = target.log();
            if (log == null || !log.unbounded()) {
                return Optional.empty();
            }
            Long size = log.sizeBytes();
            return Optional.of(
                    new OpenLog(target.host(), target.name(), log.standing(), log.concern(), size == null ? 0 : size));
        }
    }

    HostsPage(QueryService sight, Instant now) {
        super("hosts.ftlh", now);
        this.hosts = hosts(sight);
        this.stop = sight.stop();
    }

    /** Each with all that belongs to it. */
    private static List<OneHost> hosts(QueryService sight) {
        List<TargetView> views = sight.views();
        List<TargetReport> reports = views.stream().map(sight::report).toList();
        List<VitalsReport> vitals = sight.vitals();
        return sight.hosts(reports).stream()
                .map(host -> {
                    List<TargetReport> its = reports.stream()
                            .filter(target -> target.host().equals(host.host()))
                            .toList();
                    return new OneHost(
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

    /** The largest first. */
    private static List<OpenLog> unbounded(List<TargetReport> targets) {
        return targets.stream()
                .flatMap(target -> OpenLog.of(target).stream())
                .sorted(Comparator.comparingLong(OpenLog::bytes).reversed())
                .toList();
    }

    public List<OneHost> getHosts() {
        return hosts;
    }

    public RestartSwitchReport getStop() {
        return stop;
    }

    public String getRunOption() {
        return LogRotation.RUN_OPTION;
    }
}
