package io.dogwatch.web.page;

import io.dogwatch.web.view.IncidentReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists and searches incidents, newest first. */
public final class IncidentsPage extends Page {

    private final List<IncidentReport> incidents;
    private final Search search;

    /**
     * The search as entered.
     *
     * @param trouble the error; absent for a valid search
     * @param older the path of the next page; absent on the last one
     */
    public record Search(
            String text,
            String target,
            String severity,
            String from,
            String to,
            List<String> hosts,
            String host,
            @Nullable String trouble,
            @Nullable String older) {

        public boolean isNarrow() {
            return !(text + target + severity + from + to + host).isEmpty();
        }
    }

    IncidentsPage(List<IncidentReport> incidents, Search search, Instant now) {
        super("incidents.ftlh", now);
        this.incidents = List.copyOf(incidents);
        this.search = search;
    }

    public List<IncidentReport> getIncidents() {
        return incidents;
    }

    public Search getSearch() {
        return search;
    }
}
