package io.dogwatch.web.page;

import io.dogwatch.auth.Caller;
import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Role;
import io.dogwatch.journal.StoreException;
import io.dogwatch.judge.Event;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.TargetId;
import io.dogwatch.web.action.Actions;
import io.dogwatch.web.action.Audit;
import io.dogwatch.web.action.RequestAnswer;
import io.dogwatch.web.action.TestMailSender;
import io.dogwatch.web.page.ActionPage.Outcome;
import io.dogwatch.web.request.Problem;
import io.dogwatch.web.request.RejectedException;
import io.dogwatch.web.request.Requester;
import io.dogwatch.web.view.SilenceReport;
import io.dogwatch.web.view.TimeFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Executes the actions of the pages. GET shows a confirmation form, POST executes it. Both use the same services as the
 * API, so the judge and the audit log apply. A rejected action renders the form again with the reasons. Stateless.
 */
@Path("/acts/{act}")
@Produces(Page.HTML)
@RequiresRole(Role.OPERATOR)
public final class ActionResource {

    /** Form fields that are not part of the silence itself. */
    private static final Set<String> FORM_ONLY_FIELDS = Set.of(Caller.CSRF, "what");

    private final Actions actions;
    private final InstantSource clock;

    ActionResource(Actions actions, InstantSource clock) {
        this.actions = actions;
        this.clock = clock;
    }

    @GET
    public Page ask(@PathParam("act") String word, @Context UriInfo uri, @Context HttpServletRequest request) {
        PageAction act = requireAllowed(word, Caller.of(request));
        return new ActionPage(act, flat(uri.getQueryParameters()), Outcome.ASKED, clock.instant());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response act(
            @PathParam("act") String word, @Context HttpServletRequest request, MultivaluedMap<String, String> form) {
        Caller caller = Caller.of(request);
        PageAction act = requireAllowed(word, caller);
        Map<String, String> given = flat(form);
        try {
            return page(Response.Status.OK.getStatusCode(), act, given, execute(act, given, requester(caller, given)));
        } catch (RejectedException e) {
            List<String> faults =
                    e.faults().stream().map(Problem.Fault::toString).toList();
            return page(e.getResponse().getStatus(), act, given, Outcome.refused(faults));
        } catch (WebApplicationException e) {
            return page(e.getResponse().getStatus(), act, given, Outcome.refused(List.of(message(e))));
        } catch (StoreException e) {
            return page(
                    Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
                    act,
                    given,
                    Outcome.refused(List.of("the store is not writable, no action was taken: "
                            + PlainText.line(String.valueOf(e.getMessage()), 200))));
        }
    }

    private Response page(int status, PageAction act, Map<String, String> given, Outcome outcome) {
        return Response.status(status)
                .entity(new ActionPage(act, given, outcome, clock.instant()))
                .build();
    }

    private static PageAction requireAllowed(String word, Caller caller) {
        PageAction act = PageAction.of(word).orElseThrow(() -> new NotFoundException("Page not found."));
        if (act.isForAdmins() && !caller.may(Role.ADMIN)) {
            throw new ForbiddenException("This action requires the role " + Role.ADMIN.word() + ".");
        }
        return act;
    }

    private Outcome execute(PageAction act, Map<String, String> given, Requester requester) {
        return switch (act) {
            case RESTART -> submit(target(given), Event.Request.RESTART, requester);
            case RELEASE -> submit(target(given), Event.Request.RELEASE, requester);
            case ACK -> {
                String id = given.getOrDefault("incident", "");
                actions.acknowledgements().add(id, requester, Audit.PAGE);
                yield Outcome.done("Acknowledged. Reminders and escalation stop.");
            }
            case SILENCE, MAINTENANCE, PAUSE -> createSilence(act, given, requester);
            case RESUME -> {
                TargetId id = target(given);
                actions.pauses().resume(id, requester, Audit.PAGE);
                yield Outcome.done("Monitoring of " + id.name() + " is resumed.");
            }
            case END -> {
                actions.orders().end(given.getOrDefault("id", ""), requester, Audit.PAGE);
                yield Outcome.done("Expired.");
            }
            case DISABLE_RESTARTS -> {
                actions.orders().stop(requester, Audit.PAGE);
                yield Outcome.done("Restarts are disabled on all hosts.");
            }
            case ENABLE_RESTARTS ->
                actions.orders().lift(requester, Audit.PAGE).disabled()
                        ? Outcome.refused(
                                List.of(
                                        "restarts are still disabled by the configuration; remove restarts: disabled from config.yml"))
                        : Outcome.done("Restarts are enabled.");
            case TEST_MAIL -> sendTestMail(given, requester);
        };
    }

    private Outcome submit(TargetId target, Event.Request request, Requester requester) {
        RequestAnswer answer = actions.requests().ask(target, request, requester, Audit.PAGE);
        return new Outcome(answer.text(), answer.next().text(), List.of(), List.of());
    }

    private Outcome createSilence(PageAction act, Map<String, String> given, Requester requester) {
        Map<String, String> values = new HashMap<>();
        given.forEach((key, value) -> {
            if (!value.isBlank() && !FORM_ONLY_FIELDS.contains(key)) {
                values.put(key, value);
            }
        });
        if (values.containsKey("until")) {
            // The form always submits the duration list; an explicit end takes precedence.
            values.remove("for");
        }
        if (act == PageAction.PAUSE) {
            values.put("watching", "pause");
        } else {
            values.put("restarts", act == PageAction.SILENCE ? "allow" : "hold");
        }
        values.put("createdBy", requester.createdBy());
        SilenceReport window = actions.orders().add(values, List.of(), requester.createdBy(), Audit.PAGE);
        TimeFormat times = TimeFormat.seenFrom(clock.instant());
        String when = window.activeUntil() != null
                ? "active until " + times.absolute(window.activeUntil())
                : window.nextStart() != null ? "scheduled for " + times.absolute(window.nextStart()) : "expired";
        return Outcome.done("The " + window.kind() + " for " + window.scope() + " is " + when + ".");
    }

    private Outcome sendTestMail(Map<String, String> given, Requester requester) {
        TestMailSender.Answer answer = actions.mail()
                .run(
                        Optional.of(given.getOrDefault("receiver", "")).filter(name -> !name.isEmpty()),
                        requester,
                        Audit.PAGE);
        List<String> details = new ArrayList<>();
        for (TestMailSender.Attempt attempt : answer.attempts()) {
            for (TestMailSender.Step step : attempt.steps()) {
                details.add(attempt.server() + ": " + step.name() + (step.succeeded() ? " ok " : " FAILED ")
                        + PlainText.line(step.text(), 300));
            }
            if (!attempt.advice().isEmpty()) {
                details.add("Advice: " + PlainText.line(attempt.advice(), 300));
            }
        }
        String to = String.join(", ", answer.recipients());
        return answer.accepted()
                ? new Outcome("The test mail to " + to + " was accepted.", "", List.of(), details)
                : new Outcome("", "", List.of("the test mail to " + to + " was not accepted"), details);
    }

    private static TargetId target(Map<String, String> given) {
        return new TargetId(given.getOrDefault("host", ""), given.getOrDefault("name", ""));
    }

    /** Ignores the name field for an authenticated caller. */
    private static Requester requester(Caller caller, Map<String, String> given) {
        String typed = PlainText.line(given.getOrDefault("createdBy", ""), Requester.MAX_CREATED_BY);
        String by = caller.isKnown() || typed.isEmpty() ? caller.name() : typed;
        return new Requester(by, PlainText.line(given.getOrDefault("comment", ""), Requester.MAX_COMMENT));
    }

    private static String message(WebApplicationException refused) {
        return PlainText.line(Optional.ofNullable(refused.getMessage()).orElse("refused"), 500);
    }

    private static Map<String, String> flat(MultivaluedMap<String, String> fields) {
        Map<String, String> flat = new HashMap<>();
        fields.forEach((key, values) -> flat.put(key, values.isEmpty() ? "" : values.getFirst()));
        return flat;
    }
}
