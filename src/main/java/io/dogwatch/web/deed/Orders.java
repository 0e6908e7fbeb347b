package io.dogwatch.web.deed;

import io.dogwatch.hold.HoldBook;
import io.dogwatch.hold.Order;
import io.dogwatch.hold.OrderForm;
import io.dogwatch.hold.Window;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.supervise.HostView;
import io.dogwatch.web.ask.Plea;
import io.dogwatch.web.ask.Problem.Fault;
import io.dogwatch.web.ask.RejectedException;
import io.dogwatch.web.report.StopReport;
import io.dogwatch.web.report.WindowReport;
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

/** What people order to be left alone, by whichever way: windows and the global stop. Each is kept in the audit. Stateless. */
public record Orders(HoldBook holds, Fleet fleet, Audit audit, InstantSource clock) {

    /**
     * Makes a window.
     *
     * @param texts by the keys of {@link OrderForm}
     * @param earlier what is already known to be wrong, to be told along with the rest
     * @param by who asks for it if the texts do not say so
     * @throws RejectedException with all that is wrong
     */
    public WindowReport add(Map<String, String> texts, List<Fault> earlier, String by, String way) {
        Set<String> hosts = fleet.hosts().stream().map(HostView::host).collect(Collectors.toUnmodifiableSet());
        List<Fault> faults = new ArrayList<>(earlier);
        Optional<Order> order = OrderForm.read(
                texts, hosts, Optional.of(clock.instant()), by, (where, why) -> faults.add(new Fault(where, why)));
        if (!faults.isEmpty()) {
            throw new RejectedException(faults);
        }
        Window window = holds.add(order.orElseThrow(IllegalStateException::new));
        Order made = window.order();
        audit.note(made.word(), window.id() + ": " + made.scope(), new Plea(made.createdBy(), made.comment()), way);
        return WindowReport.of(window, clock.instant());
    }

    /**
     * Ends one now, and keeps its record.
     *
     * @throws ClientErrorException 404 if there is none, 409 if it stands in the configuration
     */
    public WindowReport end(String id, Plea plea, String way) {
        if (holds.window(id).filter(Window::isConfigured).isPresent()) {
            throw new ConflictException("silence " + id + " comes from the configuration file; remove it there");
        }
        WindowReport report = holds.end(id)
                .map(window -> WindowReport.of(window, clock.instant()))
                .orElseThrow(() -> new NotFoundException("there is no silence " + id));
        audit.note("expire", id, plea, way);
        return report;
    }

    /**
     * Disables restarts.
     *
     * @throws ServerErrorException if the data folder cannot be written
     */
    public StopReport stop(Plea plea, String way) {
        try {
            holds.stop(plea.createdBy(), plea.comment());
        } catch (IOException e) {
            throw new ServerErrorException(
                    "the file RESTARTS_DISABLED in the data directory cannot be written: " + e, 503, e);
        }
        audit.note("disable-restarts", "", plea, way);
        return StopReport.of(holds.stop());
    }

    /**
     * Enables restarts. The answer shows whether the configuration still disables them.
     *
     * @throws ServerErrorException if the data folder cannot be written
     */
    public StopReport lift(Plea plea, String way) {
        try {
            holds.lift();
        } catch (IOException e) {
            throw new ServerErrorException(
                    "the file RESTARTS_DISABLED in the data directory cannot be removed: " + e, 503, e);
        }
        audit.note("enable-restarts", "", plea, way);
        return StopReport.of(holds.stop());
    }
}
