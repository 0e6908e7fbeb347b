package io.dogwatch.web.page;

import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.docker.EngineException;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.StoreException;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.TargetId;
import io.dogwatch.report.CheckBand;
import io.dogwatch.supervise.OutcomeHistoryView;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.web.action.ConfigReload;
import io.dogwatch.web.log.LogAnswer;
import io.dogwatch.web.log.LogQuery;
import io.dogwatch.web.request.IncidentSearch;
import io.dogwatch.web.request.RejectedException;
import io.dogwatch.web.view.AcknowledgementReport;
import io.dogwatch.web.view.HostReport;
import io.dogwatch.web.view.IncidentReport;
import io.dogwatch.web.view.InsightAnswer;
import io.dogwatch.web.view.QueryService;
import io.dogwatch.web.view.TargetReport;
import io.dogwatch.web.view.TimeFormat;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves the pages. Stateless. */
@Path("/")
@Produces(Page.HTML)
@RequiresRole(Role.VIEWER)
public final class PageResource {

    private static final int TIMELINE = 60;
    private static final int INCIDENTS_OF_ONE = 20;
    private static final int EACH = 50;
    private static final int LOG_LINES = 200;
    private static final int MAX_ROWS = 200;
    private static final Duration DAY = Duration.ofDays(1);

    private final QueryService queries;
    private final LogQuery logs;
    private final Rows rows;
    private final ChartHistory past;
    private final Supplier<ConfigReload.Status> configuration;
    private final InstantSource clock;

    PageResource(QueryService queries, LogQuery logs, Rows rows, PageSources sources, InstantSource clock) {
        this.queries = queries;
        this.logs = logs;
        this.rows = rows;
        this.past = sources.past();
        this.configuration = sources.configuration();
        this.clock = clock;
    }

    @GET
    public Page overview(@Context UriInfo uri) {
        Instant now = clock.instant();
        OverviewFilter filter = OverviewFilter.read(uri.getQueryParameters());
        List<Row> all = rows.all();
        return OverviewPage.whole(all, filter, surface(all), now);
    }

    /**
     * Returns the part above the table and some rows for the script of the overview.
     *
     * @param wanted row ids
     * @param after alternative to {@code wanted}: the next rows after this id, ordered by id; empty for the first ones
     */
    @GET
    @Path("parts/overview")
    public Page overviewParts(@QueryParam("row") List<String> wanted, @QueryParam("after") @Nullable String after) {
        Instant now = clock.instant();
        List<Row> all = rows.all();
        Set<String> ids = new HashSet<>(wanted);
        List<Row> some = all.stream()
                .filter(row -> after == null ? ids.contains(row.id()) : row.id().compareTo(after) > 0)
                .sorted(Comparator.comparing(Row::id))
                .limit(MAX_ROWS)
                .toList();
        return OverviewPage.parts(all, some, surface(all), now);
    }

    @GET
    @Path("targets/{host}/{name}")
    public Page target(@PathParam("host") String host, @PathParam("name") String name) {
        Instant now = clock.instant();
        TimeFormat times = TimeFormat.seenFrom(now);
        TargetView view = queries.view(new TargetId(host, name));
        TargetId id = view.watch().target();
        Row row = rows.of(view);
        return new TargetPage(row, story(id, row.target()), charts(id, row.target(), now, times), queries.stop(), now);
    }

    /** Shows the newest log lines; the page of the target embeds and polls this fragment. */
    @GET
    @Path("targets/{host}/{name}/log")
    public Page log(@PathParam("host") String host, @PathParam("name") String name) {
        TargetReport target = queries.target(new TargetId(host, name));
        try {
            LogAnswer log = logs.newest(new TargetId(host, name), LOG_LINES);
            return new LogPage(target, log.lines(), null, clock.instant());
        } catch (EngineException e) {
            String why = PlainText.line(String.valueOf(e.getMessage()), 300);
            return new LogPage(target, List.of(), why, clock.instant());
        }
    }

    /** Omits the history if the store cannot be read: the page matters most during an outage. */
    private TargetPage.Story story(TargetId id, TargetReport target) {
        InsightAnswer insight = queries.insight(id);
        try {
            return new TargetPage.Story(
                    queries.explanation(id),
                    insight,
                    queries.facts(id, TIMELINE),
                    queries.incidents(id).stream().limit(INCIDENTS_OF_ONE).toList(),
                    target.incident() != null
                            && queries.acknowledgement(target.incident()).isPresent(),
                    true);
        } catch (StoreException e) {
            return new TargetPage.Story(
                    queries.explanationWithoutPast(id), insight, List.of(), List.of(), false, false);
        }
    }

    private List<CheckChart> charts(TargetId id, TargetReport target, Instant now, TimeFormat times) {
        Map<String, OutcomeHistoryView> trails = queries.trails(id);
        Map<String, List<CheckBand>> bands = bands(id);
        return target.checks().stream()
                .map(check -> CheckChart.of(
                        check,
                        trails.getOrDefault(check.name(), OutcomeHistoryView.EMPTY),
                        bands.getOrDefault(check.name(), List.of()),
                        now,
                        times))
                .toList();
    }

    private Map<String, List<CheckBand>> bands(TargetId id) {
        try {
            return past.bands(id, DAY);
        } catch (StoreException e) {
            return Map.of();
        }
    }

    @GET
    @Path("incidents")
    public Page incidents(@Context UriInfo uri) {
        MultivaluedMap<String, String> asked = uri.getQueryParameters();
        String trouble = null;
        String older = null;
        List<IncidentReport> found = List.of();
        try {
            IncidentSearch wanted = IncidentSearch.read(asked, EACH);
            found = queries.incidents(wanted.query());
            older = found.size() > EACH ? address(uri, wanted.page() + 1) : null;
        } catch (RejectedException e) {
            trouble = e.getMessage();
        }
        IncidentsPage.Search search = new IncidentsPage.Search(
                first(asked, "text"),
                first(asked, "target"),
                first(asked, "severity"),
                first(asked, "from"),
                first(asked, "to"),
                queries.hosts().stream().map(HostReport::host).toList(),
                first(asked, "host"),
                trouble,
                older);
        return new IncidentsPage(found.stream().limit(EACH).toList(), search, clock.instant());
    }

    private static String address(UriInfo uri, int page) {
        URI other = uri.getRequestUriBuilder().replaceQueryParam("page", page).build();
        return other.getRawPath() + "?" + other.getRawQuery();
    }

    private static String first(MultivaluedMap<String, String> asked, String key) {
        return Optional.ofNullable(asked.getFirst(key)).orElse("");
    }

    @GET
    @Path("incidents/{id}")
    public Page incident(@PathParam("id") String id) {
        return new IncidentPage(queries.incident(id), clock.instant());
    }

    @GET
    @Path("silences")
    public Page silences() {
        Instant now = clock.instant();
        return new SilencesPage(queries.windows(now), queries.stop(), now);
    }

    @GET
    @Path("hosts")
    public Page hosts() {
        return new HostsPage(queries, clock.instant());
    }

    @GET
    @Path("audit")
    public Page audit() {
        return new AuditPage(queries.audited(), clock.instant());
    }

    private OverviewPage.Surface surface(List<Row> all) {
        List<TargetReport> targets = all.stream().map(Row::target).toList();
        return new OverviewPage.Surface(
                queries.hosts(targets),
                outbox(),
                queries.stop(),
                acknowledged(targets),
                configuration.get().accepted(),
                row -> rows.pictures(row, TimeFormat.seenFrom(clock.instant())));
    }

    private Map<String, AcknowledgementReport> acknowledged(List<TargetReport> targets) {
        Map<String, AcknowledgementReport> known = new HashMap<>();
        try {
            OverviewPage.troubled(targets)
                    .map(TargetReport::incident)
                    .filter(Objects::nonNull)
                    .forEach(id -> queries.acknowledgement(id).ifPresent(one -> known.put(id, one)));
        } catch (StoreException e) {
            // The page omits acknowledgements if the store cannot be read.
        }
        return known;
    }

    /** Reads the outbox; an unreadable store must not break the overview. */
    private OutboxReport outbox() {
        try {
            Journal.OutboxDepth depth = queries.outboxDepth();
            return new OutboxReport(true, depth.waiting(), depth.dead());
        } catch (StoreException e) {
            return new OutboxReport(false, 0, 0);
        }
    }
}
