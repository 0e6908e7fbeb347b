package io.dogwatch.web.request;

import io.dogwatch.journal.IncidentQuery;
import io.dogwatch.model.Severity;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Optional;

/**
 * Criteria for incidents.
 *
 * @param page from 1
 */
public record IncidentSearch(IncidentQuery query, int page) {

    /**
     * Parses the parameters. The query fetches one more incident than fits on a page to detect a next page.
     *
     * @param each the page size
     * @throws RejectedException with all faults
     */
    public static IncidentSearch read(MultivaluedMap<String, String> query, int each) {
        QueryParams asked = new QueryParams(query, Parameters.class);
        int page = asked.number("page", 1, Parameters.MAX_PAGE, 1);
        IncidentQuery wanted = new IncidentQuery(
                asked.text("host"),
                asked.text("target"),
                severity(asked),
                time(asked, "from"),
                time(asked, "to"),
                asked.text("text"),
                (page - 1) * each,
                each + 1);
        asked.verify();
        return new IncidentSearch(wanted, page);
    }

    private static Optional<Severity> severity(QueryParams asked) {
        List<Severity> known = List.of(Severity.values());
        Optional<String> word =
                asked.oneOf("severity", known.stream().map(Severity::wireName).toList());
        return known.stream()
                .filter(one -> word.equals(Optional.of(one.wireName())))
                .findFirst();
    }

    /** Parses a time; a day starts at 00:00 UTC. */
    private static Optional<Instant> time(QueryParams asked, String key) {
        return asked.text(key).flatMap(word -> {
            try {
                return Optional.of(
                        word.length() == 10
                                ? LocalDate.parse(word).atStartOfDay().toInstant(ZoneOffset.UTC)
                                : TimeParam.read(word));
            } catch (DateTimeException e) {
                asked.fault(
                        key,
                        "invalid time " + QueryParams.quote(word)
                                + "; allowed: a time such as 2026-11-24 or 2026-11-24T03:12:07Z");
                return Optional.empty();
            }
        });
    }

    /**
     * Query parameters; all must match.
     *
     * @param host a glob
     * @param target a glob of the container name
     * @param severity the minimum severity
     * @param from only incidents open at or after this time; a day starts at 00:00 UTC
     * @param to only incidents opened before this time
     * @param text case-insensitive substring
     * @param page from 1
     */
    public record Parameters(
            @Size(max = QueryParams.MAX_TEXT) String host,
            @Size(max = QueryParams.MAX_TEXT) String target,
            @ChoiceParam(words = Severity.class) String severity,
            Temporal from,
            Temporal to,
            @Size(max = QueryParams.MAX_TEXT) String text,
            @Min(1) @Max(MAX_PAGE) @DefaultValue("1") int page) {

        static final int MAX_PAGE = 10_000;
    }
}
