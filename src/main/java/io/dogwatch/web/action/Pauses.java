package io.dogwatch.web.action;

import io.dogwatch.model.TargetId;
import io.dogwatch.silence.Silence;
import io.dogwatch.silence.SilenceParser;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.silence.SilenceSpec;
import io.dogwatch.web.request.Body;
import io.dogwatch.web.request.RejectedException;
import io.dogwatch.web.request.Requester;
import io.dogwatch.web.view.QueryService;
import io.dogwatch.web.view.SilenceReport;
import jakarta.ws.rs.ClientErrorException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pauses and resumes the monitoring of one target. Thread-safe. */
public record Pauses(QueryService queries, SilenceRegistry holds, Audit audit, InstantSource clock) {

    /** Default duration of a pause. */
    static final String DEFAULT_DURATION = "1h";

    /**
     * Pauses a target.
     *
     * @param body the request body
     * @param length such as {@code 2h}, from 1m to 30d; empty for {@value #DEFAULT_DURATION}
     * @throws RejectedException if the duration is invalid
     */
    public SilenceReport pause(TargetId id, Body body, Optional<String> length, String source) {
        queries.view(id);
        Requester requester = Requester.of(body);
        Map<String, String> texts = Map.of(
                "host", id.host(),
                "name", id.name(),
                "for", length.orElse(DEFAULT_DURATION),
                "watching", "pause",
                "createdBy", requester.createdBy(),
                "comment", requester.comment());
        Optional<SilenceSpec> order = SilenceParser.read(
                texts, Set.of(id.host()), Optional.of(clock.instant()), requester.createdBy(), body::fault);
        body.verify();
        Silence window = holds.add(order.orElseThrow(IllegalStateException::new));
        audit.note("pause", id.toString(), requester, source);
        return SilenceReport.of(window, clock.instant());
    }

    /**
     * Ends the pauses of this target.
     *
     * @return the expired pauses
     * @throws ClientErrorException with 409 if the target is not paused, or if the pause also covers other targets
     */
    public List<SilenceReport> resume(TargetId id, Requester requester, String source) {
        queries.view(id);
        List<Silence> pauses = holds.windows().stream()
                .filter(window -> window.order().pausesWatching())
                .filter(window -> window.endIfOn(clock.instant()).isPresent())
                .filter(window -> window.order().scope().fits(id, Map.of()))
                .toList();
        List<Silence> own =
                pauses.stream().filter(window -> isOnlyAbout(id, window)).toList();
        if (own.isEmpty()) {
            throw new ConflictException(
                    pauses.isEmpty()
                            ? id.name() + " is not paused"
                            : "the pause of " + id.name() + " also covers other containers: expire silence "
                                    + pauses.getFirst().id());
        }
        List<SilenceReport> ended = own.stream()
                .flatMap(window -> holds.end(window.id()).stream())
                .map(window -> SilenceReport.of(window, clock.instant()))
                .toList();
        audit.note("resume", id.toString(), requester, source);
        return ended;
    }

    private static boolean isOnlyAbout(TargetId id, Silence window) {
        return !window.isConfigured()
                && window.order().scope().host().equals(Optional.of(id.host()))
                && window.order().scope().match().name().equals(Optional.of(id.name()));
    }
}
