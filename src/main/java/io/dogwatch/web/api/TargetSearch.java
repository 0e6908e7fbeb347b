package io.dogwatch.web.api;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Phase;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.web.request.ChoiceParam;
import io.dogwatch.web.request.QueryParams;
import io.dogwatch.web.request.RejectedException;
import io.dogwatch.web.view.Urgency;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Criteria for targets.
 *
 * @param text case-insensitive substring of host, name, image or phase
 * @param label {@code key} or {@code key=value} of the container
 * @param project the Compose project
 * @param phase the phase
 * @param host the host of the engine
 * @param limit the page size; by default all targets
 * @param page from 1
 */
record TargetSearch(
        @Size(max = QueryParams.MAX_TEXT) String text,
        @Size(max = QueryParams.MAX_TEXT) String label,
        @Size(max = QueryParams.MAX_TEXT) String project,
        @ChoiceParam(words = Phase.class) String phase,
        @Size(max = QueryParams.MAX_TEXT) String host,
        @Min(1) @Max(MAX) int limit,
        @Min(1) @Max(MAX) @DefaultValue("1") int page) {

    private static final int MAX = 10_000;

    /** @throws RejectedException with all faults */
    static TargetSearch read(MultivaluedMap<String, String> asked) {
        QueryParams read = new QueryParams(asked, TargetSearch.class);
        TargetSearch search = new TargetSearch(
                read.text("text").orElse("").toLowerCase(Locale.ROOT),
                read.text("label").orElse(""),
                read.text("project").orElse(""),
                read.oneOf("phase", Urgency.phases()).orElse(""),
                read.text("host").orElse(""),
                read.number("limit", 1, MAX, Integer.MAX_VALUE),
                read.number("page", 1, MAX, 1));
        read.verify();
        return search;
    }

    boolean fits(TargetView view) {
        Optional<ContainerSnapshot> container = view.state().container();
        Map<String, String> labels = container.map(ContainerSnapshot::labels).orElse(Map.of());
        String described = view.watch().target() + " "
                + container.map(ContainerSnapshot::image).orElse("") + " "
                + view.state().phase().wireName();
        return described.toLowerCase(Locale.ROOT).contains(text)
                && (label.isEmpty() || isLabelled(labels))
                && (project.isEmpty() || project.equals(labels.get(ContainerSnapshot.PROJECT_LABEL)))
                && (phase.isEmpty() || phase.equals(view.state().phase().wireName()))
                && (host.isEmpty() || host.equals(view.watch().target().host()));
    }

    private boolean isLabelled(Map<String, String> labels) {
        int equals = label.indexOf('=');
        return equals < 0
                ? labels.containsKey(label)
                : label.substring(equals + 1).equals(labels.get(label.substring(0, equals)));
    }

    /** Returns the number of targets on earlier pages. */
    long skipped() {
        return limit == Integer.MAX_VALUE ? 0 : (page - 1L) * limit;
    }
}
