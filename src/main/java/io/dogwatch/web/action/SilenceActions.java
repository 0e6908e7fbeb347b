package io.dogwatch.web.action;

import io.dogwatch.silence.Silence;
import io.dogwatch.silence.SilenceParser;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.silence.SilenceSpec;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.supervise.HostView;
import io.dogwatch.web.request.Problem.Fault;
import io.dogwatch.web.request.RejectedException;
import io.dogwatch.web.request.Requester;
import io.dogwatch.web.view.RestartSwitchReport;
import io.dogwatch.web.view.SilenceReport;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ServerErrorException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates and expires silences and operates the restart switch. Each change writes an audit entry. Stateless. */
public record SilenceActions(SilenceRegistry holds, Fleet fleet, Audit audit, InstantSource clock) {

    /**
     * Creates a silence.
     *
     * @param texts values by the keys of {@link SilenceParser}
     * @param earlier faults found before, reported with the others
     * @param by the author if {@code texts} contains none
     * @throws RejectedException with all faults
     */
    public SilenceReport add(Map<String, String> texts, List<Fault> earlier, String by, String source) {
        Set<String> hosts = fleet.hosts().stream().map(HostView::host).collect(Collectors.toUnmodifiableSet());
        List<Fault> faults = new ArrayList<>(earlier);
        Optional<SilenceSpec> order = SilenceParser.read(
                texts, hosts, Optional.of(clock.instant()), by, (where, why) -> faults.add(new Fault(where, why)));
        if (!faults.isEmpty()) {
            throw new RejectedException(faults);
        }
        Silence window = holds.add(order.orElseThrow(IllegalStateException::new));
        SilenceSpec made = window.order();
        audit.note(
                made.word(),
                window.id() + ": " + made.scope(),
                new Requester(made.createdBy(), made.comment()),
                source);
        return SilenceReport.of(window, clock.instant());
    }

    /**
     * Expires a silence and keeps its record.
     *
     * @throws ClientErrorException 404 if the silence is unknown, 409 if it is defined in the configuration
     */
    public SilenceReport end(String id, Requester requester, String source) {
        if (holds.window(id).filter(Silence::isConfigured).isPresent()) {
            throw new ConflictException("silence " + id + " is defined in the configuration file; remove it there");
        }
        SilenceReport report = holds.end(id)
                .map(window -> SilenceReport.of(window, clock.instant()))
                .orElseThrow(() -> new NotFoundException("unknown silence " + id));
        audit.note("expire", id, requester, source);
        return report;
    }

    /**
     * Disables restarts.
     *
     * @throws ServerErrorException if the data directory is not writable
     */
    public RestartSwitchReport stop(Requester requester, String source) {
        try {
            holds.stop(requester.createdBy(), requester.comment());
        } catch (IOException e) {
            throw new ServerErrorException(
                    "cannot write the file RESTARTS_DISABLED in the data directory: " + e, 503, e);
        }
        audit.note("disable-restarts", "", requester, source);
        return RestartSwitchReport.of(holds.stop());
    }

    /**
     * Enables restarts. The answer shows whether the configuration still disables them.
     *
     * @throws ServerErrorException if the data directory is not writable
     */
    public RestartSwitchReport lift(Requester requester, String source) {
        try {
            holds.lift();
        } catch (IOException e) {
            throw new ServerErrorException(
                    "cannot remove the file RESTARTS_DISABLED in the data directory: " + e, 503, e);
        }
        audit.note("enable-restarts", "", requester, source);
        return RestartSwitchReport.of(holds.stop());
    }
}
