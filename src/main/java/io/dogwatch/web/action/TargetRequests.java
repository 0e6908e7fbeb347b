package io.dogwatch.web.action;

import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Forecast;
import io.dogwatch.judge.Judge;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetState;
import io.dogwatch.judge.Verdict;
import io.dogwatch.model.Phase;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.web.request.Requester;
import io.dogwatch.web.view.Explainer;
import io.dogwatch.web.view.ForecastReport;
import io.dogwatch.web.view.QueryService;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Forwards manual requests to the fleet. Consults the judge first to report the result. Thread-safe. */
public final class TargetRequests {

    private final Fleet fleet;
    private final QueryService queries;
    private final Audit audit;

    TargetRequests(Fleet fleet, QueryService queries, Audit audit) {
        this.fleet = fleet;
        this.queries = queries;
        this.audit = audit;
    }

    /**
     * Submits a request.
     *
     * @param source the source of the request
     * @throws NotFoundException if the target is unknown
     * @throws ClientErrorException with 409 if the request conflicts with the current state or the judge would refuse
     *     it
     */
    public RequestAnswer ask(TargetId id, Event.Request request, Requester requester, String source) {
        TargetView view = queries.view(id);
        Event.Requested asked = new Event.Requested(request, requester.createdBy(), requester.comment());
        Verdict verdict = Judge.judge(view.watch(), view.state(), asked, view.at());
        if (request == Event.Request.RELEASE) {
            requireQuarantine(id, view.state());
        }
        requireGranted(id, request, verdict);
        if (!fleet.request(id, request, requester.createdBy(), requester.comment())) {
            throw new NotFoundException(id.name() + " is no longer watched on " + id.host());
        }
        Forecast forecast = Forecast.of(view.watch(), view.state(), Explainer.newest(view), asked, view.at());
        ForecastReport next = ForecastReport.of(forecast, verdict.state(), view.at());
        String done =
                switch (request) {
                    case RELEASE -> id.name() + " is released from quarantine.";
                    case RESTART -> id.name() + " is being restarted after its evidence is saved.";
                };
        String word = request.name().toLowerCase(Locale.ROOT);
        audit.note(word, id.toString(), requester, source);
        return new RequestAnswer(id.host(), id.name(), word, requester.createdBy(), requester.comment(), done, next);
    }

    private static void requireQuarantine(TargetId id, TargetState state) {
        boolean isQuarantined = state.ledger().quarantine().isPresent() || state.phase() == Phase.QUARANTINED;
        if (!isQuarantined) {
            throw new ConflictException(id.name() + " is not quarantined; it is "
                    + state.phase().wireName() + " (" + state.reason().meaning() + ")");
        }
    }

    private static void requireGranted(TargetId id, Event.Request request, Verdict verdict) {
        Optional<Reason> refused = verdict.decisions().stream()
                .flatMap(decision ->
                        decision instanceof Decision.Refuse refuse ? Stream.of(refuse.reason()) : Stream.empty())
                .findFirst();
        boolean isInVain = request == Event.Request.RESTART
                && verdict.decisions().stream().noneMatch(Decision.Act.class::isInstance);
        Optional<Reason> why =
                isInVain ? refused.or(() -> Optional.of(verdict.state().reason())) : refused;
        why.ifPresent(reason -> {
            throw new ConflictException(
                    id.name() + " is not " + done(request) + ": " + reason.meaning() + " (" + reason.wireName() + ")");
        });
    }

    private static String done(Event.Request request) {
        return switch (request) {
            case RESTART -> "restarted";
            case RELEASE -> "released";
        };
    }
}
