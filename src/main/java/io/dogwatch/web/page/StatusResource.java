package io.dogwatch.web.page;

import io.dogwatch.auth.Public;
import io.dogwatch.model.ContainerSelector;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.web.view.TimeFormat;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/** Serves the public status page if it is configured. Stateless. */
@Path("/status")
@Produces(Page.HTML)
@Public
public final class StatusResource {

    private final StatusOrder order;
    private final Rows rows;
    private final InstantSource clock;

    StatusResource(StatusOrder order, Rows rows, InstantSource clock) {
        this.order = order;
        this.rows = rows;
        this.clock = clock;
    }

    @GET
    public Page status() {
        Instant now = clock.instant();
        TimeFormat times = TimeFormat.seenFrom(now);
        List<StatusPage.Line> lines = rows.matching(this::isShown).stream()
                .sorted(Comparator.comparing(row -> row.target().name()))
                .map(row -> line(row, rows.pictures(row, times)))
                .toList();
        return new StatusPage(order.title(), lines, now);
    }

    private boolean isShown(TargetView view) {
        String name = view.watch().target().name();
        return order.targets().stream().anyMatch(glob -> ContainerSelector.glob(glob, name));
    }

    private static StatusPage.Line line(Row row, RowPictures drawn) {
        return new StatusPage.Line(
                row.target().name(), StatusPage.PublicStatus.of(row.target()), drawn.day(), drawn.month());
    }
}
