package io.dogwatch.web;

import io.dogwatch.inside.LogHygiene;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The engines, how their supervision goes, whose logs grow, and who needs whom. */
public final class HostsPage extends Page {

    private final List<OneHost> hosts;
    private final StopReport stop;

    /** @param counts how many targets are in each phase, the worst first */
    public record OneHost(
            HostReport host,
            Optional<VitalsReport> vitals,
            List<OverviewPage.Count> counts,
            List<OpenLog> unbounded,
            KinGraph graph) {}

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

    HostsPage(List<OneHost> hosts, StopReport stop, Instant now) {
        super("hosts.ftlh", now);
        this.hosts = List.copyOf(hosts);
        this.stop = stop;
    }

    public List<OneHost> getHosts() {
        return hosts;
    }

    public StopReport getStop() {
        return stop;
    }

    public String getRunOption() {
        return LogHygiene.RUN_OPTION;
    }
}
