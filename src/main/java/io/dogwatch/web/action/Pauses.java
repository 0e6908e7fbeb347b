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

/** Leaves off watching one target for a while, and takes it up again. Safe for use by many threads. */
public record Pauses(QueryService sight, SilenceRegistry holds, Audit audit, InstantSource clock) {

    /** How long a pause is if nobody says so. */
    static final String USUAL = "1h";

    /**
     * Begins one.
     *
     * @param body in which it was asked for
     * @param length such as {@code 2h}, from 1m to 30d; empty for {@value #USUAL}
     * @throws RejectedException if the length cannot be understood
     */
    public SilenceReport pause(TargetId id, Body body, Optional<String> length, String way) {
        sight.view(id);
        Requester plea = Requester.of(body);
        Map<String, String> texts = Map.of(
                "host", id.host(),
                "name", id.name(),
                "for", length.orElse(USUAL),
                "watching", "pause",
                "createdBy", plea.createdBy(),
                "comment", plea.comment());
        Optional<SilenceSpec> order = SilenceParser.read(
                texts, Set.of(id.host()), Optional.of(clock.instant()), plea.createdBy(), body::fault);
        body.verify();
        Silence window = holds.add(order.orElseThrow(IllegalStateException::new));
        audit.note("pause", id.toString(), plea, way);
        return SilenceReport.of(window, clock.instant());
    }

    /**
     * Ends those of this target.
     *
     * @return the pauses that were ended
     * @throws ClientErrorException with 409 if it is not paused, or by a window about others as well
     */
    public List<SilenceReport> resume(TargetId id, Requester plea, String way) {
        sight.view(id);
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
        audit.note("resume", id.toString(), plea, way);
        return ended;
    }

    private static boolean isOnlyAbout(TargetId id, Silence window) {
        return !window.isConfigured()
                && window.order().scope().host().equals(Optional.of(id.host()))
                && window.order().scope().match().name().equals(Optional.of(id.name()));
    }
}
