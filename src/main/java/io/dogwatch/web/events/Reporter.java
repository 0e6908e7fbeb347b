package io.dogwatch.web.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.journal.Journal;
import io.dogwatch.model.TargetId;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.web.view.IncidentReport;
import io.dogwatch.web.view.QueryService;
import io.dogwatch.web.view.RestartSwitchReport;
import io.dogwatch.web.view.SilenceReport;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Serializes the current state of topics for the stream. Thread-safe. */
public record Reporter(
        QueryService queries, Journal journal, SilenceRegistry holds, ObjectMapper mapper, InstantSource clock)
        implements EventSerializer {

    record Gone(String host, String name) {}

    record Grown(String host, String name) {}

    record Outbox(int waiting, int dead) {}

    record Ordered(RestartSwitchReport stop, List<SilenceReport> windows) {}

    @Override
    public Optional<Writing> write(Topic topic) {
        return switch (topic) {
            case Topic.OfTarget(TargetId id) ->
                Optional.of(queries.known(id)
                        .map(report -> whole("target", Optional.of(id), LiveTarget.of(report)))
                        .orElseGet(() -> whole("gone", Optional.of(id), new Gone(id.host(), id.name()))));
            case Topic.Facts(TargetId id) ->
                Optional.of(part("fact", Optional.of(id), new Grown(id.host(), id.name())));
            case Topic.Host(String host) ->
                queries.hosts().stream()
                        .filter(report -> report.host().equals(host))
                        .findFirst()
                        .map(report -> whole("host", Optional.empty(), report));
            case Topic.OfIncident(String id) ->
                journal.incident(id)
                        .map(incident -> part("incident", Optional.of(incident.target()), IncidentReport.of(incident)));
            case Topic.Mail mail -> {
                Journal.OutboxDepth depth = journal.outboxDepth();
                yield Optional.of(part("mail", Optional.empty(), new Outbox(depth.waiting(), depth.dead())));
            }
            case Topic.Hold hold -> Optional.of(whole("hold", Optional.empty(), ordered()));
        };
    }

    private Ordered ordered() {
        List<SilenceReport> on = holds.windows().stream()
                .map(window -> SilenceReport.of(window, clock.instant()))
                .filter(report -> !report.state().equals("expired"))
                .toList();
        return new Ordered(queries.stop(), on);
    }

    private Writing whole(String kind, Optional<TargetId> about, Object what) {
        return new Writing(kind, about, json(what), true);
    }

    /** Serializes a topic partially. */
    private Writing part(String kind, Optional<TargetId> about, Object what) {
        return new Writing(kind, about, json(what), false);
    }

    private String json(Object what) {
        try {
            return mapper.writeValueAsString(what);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
