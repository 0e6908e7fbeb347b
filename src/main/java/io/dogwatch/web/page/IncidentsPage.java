package io.dogwatch.web.page;

import io.dogwatch.web.view.IncidentReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Incidents, newest first, to be searched. */
public final class IncidentsPage extends Page {

    private final List<IncidentReport> incidents;
    private final Search search;

    /**
     * What is looked for, as it was typed.
     *
     * @param trouble what is wrong with it; absent if nothing is
     * @param older the address of the page with older ones; absent if there are none
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
