package io.dogwatch.web.page;

import io.dogwatch.access.Caller;
import io.dogwatch.access.Needs;
import io.dogwatch.access.Role;
import io.dogwatch.journal.StoreException;
import io.dogwatch.judge.Event;
import io.dogwatch.target.PlainText;
import io.dogwatch.target.TargetId;
import io.dogwatch.web.ask.Plea;
import io.dogwatch.web.ask.Problem;
import io.dogwatch.web.ask.RejectedException;
import io.dogwatch.web.deed.Audit;
import io.dogwatch.web.deed.Deeds;
import io.dogwatch.web.deed.MailTrials;
import io.dogwatch.web.deed.RequestAnswer;
import io.dogwatch.web.page.ActPage.Outcome;
import io.dogwatch.web.report.Times;
import io.dogwatch.web.report.WindowReport;
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
 * What people do on the pages, by forms: looking asks, the button does it. All of it goes through the same services as the API,
 * and so through the judge and into the audit. A refusal is a page, too, with the reason. Stateless.
 */
@Path("/acts/{act}")
@Produces(Page.HTML)
@Needs(Role.OPERATOR)
public final class ActResource {

    /** What a form for a window has besides the keys of an order. */
    private static final Set<String> NOT_OF_ORDERS = Set.of(Caller.CSRF, "what");

    private final Deeds deeds;
    private final InstantSource clock;

    ActResource(Deeds deeds, InstantSource clock) {
        this.deeds = deeds;
        this.clock = clock;
    }

    @GET
    public Page ask(@PathParam("act") String word, @Context UriInfo uri, @Context HttpServletRequest request) {
        Act act = allowed(word, Caller.of(request));
        return new ActPage(act, flat(uri.getQueryParameters()), Outcome.ASKED, clock.instant());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response act(
            @PathParam("act") String word, @Context HttpServletRequest request, MultivaluedMap<String, String> form) {
        Caller caller = Caller.of(request);
        Act act = allowed(word, caller);
        Map<String, String> given = flat(form);
        try {
            return page(Response.Status.OK.getStatusCode(), act, given, done(act, given, plea(caller, given)));
        } catch (RejectedException e) {
            List<String> faults =
                    e.faults().stream().map(Problem.Fault::toString).toList();
            return page(e.getResponse().getStatus(), act, given, Outcome.refused(faults));
        } catch (WebApplicationException e) {
            return page(e.getResponse().getStatus(), act, given, Outcome.refused(List.of(words(e))));
        } catch (StoreException e) {
            return page(
                    Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
                    act,
                    given,
                    Outcome.refused(List.of("the store cannot be written at the moment, so nothing was done: "
                            + PlainText.line(String.valueOf(e.getMessage()), 200))));
        }
    }

    private Response page(int status, Act act, Map<String, String> given, Outcome outcome) {
        return Response.status(status)
                .entity(new ActPage(act, given, outcome, clock.instant()))
                .build();
    }

    private static Act allowed(String word, Caller caller) {
        Act act = Act.of(word).orElseThrow(() -> new NotFoundException("There is no such page."));
        if (act.isForAdmins() && !caller.may(Role.ADMIN)) {
            throw new ForbiddenException("This needs the role " + Role.ADMIN.word() + ".");
        }
        return act;
    }

    private Outcome done(Act act, Map<String, String> given, Plea plea) {
        return switch (act) {
            case RESTART -> asked(target(given), Event.Request.RESTART, plea);
            case RELEASE -> asked(target(given), Event.Request.RELEASE, plea);
            case ACK -> {
                String id = given.getOrDefault("incident", "");
                deeds.acknowledgements().add(id, plea, Audit.PAGE);
                yield Outcome.done("Acknowledged. Nobody is reminded of this incident, and nobody else is called.");
            }
            case SILENCE, MAINTENANCE, PAUSE -> ordered(act, given, plea);
            case RESUME -> {
                TargetId id = target(given);
                deeds.pauses().resume(id, plea, Audit.PAGE);
                yield Outcome.done(id.name() + " is watched again.");
            }
            case END -> {
                deeds.orders().end(given.getOrDefault("id", ""), plea, Audit.PAGE);
                yield Outcome.done("It has expired.");
            }
            case DISABLE_RESTARTS -> {
                deeds.orders().stop(plea, Audit.PAGE);
                yield Outcome.done("Restarts are disabled on all hosts.");
            }
            case ENABLE_RESTARTS ->
                deeds.orders().lift(plea, Audit.PAGE).disabled()
                        ? Outcome.refused(
                                List.of(
                                        "restarts are still disabled by the configuration; remove restarts: disabled from config.yml"))
                        : Outcome.done("Restarts are enabled.");
            case TEST_MAIL -> tried(given, plea);
        };
    }

    private Outcome asked(TargetId target, Event.Request request, Plea plea) {
        RequestAnswer answer = deeds.requests().ask(target, request, plea, Audit.PAGE);
        return new Outcome(answer.text(), answer.next().text(), List.of(), List.of());
    }

    private Outcome ordered(Act act, Map<String, String> given, Plea plea) {
        Map<String, String> texts = new HashMap<>();
        given.forEach((key, value) -> {
            if (!value.isBlank() && !NOT_OF_ORDERS.contains(key)) {
                texts.put(key, value);
            }
        });
        if (texts.containsKey("until")) {
            // What is chosen from the list always comes along.
            texts.remove("for");
        }
        if (act == Act.PAUSE) {
            texts.put("watching", "pause");
        } else {
            texts.put("restarts", act == Act.SILENCE ? "allow" : "hold");
        }
        texts.put("createdBy", plea.createdBy());
        WindowReport window = deeds.orders().add(texts, List.of(), plea.createdBy(), Audit.PAGE);
        Times times = Times.seenFrom(clock.instant());
        String when = window.onUntil() != null
                ? "on now, until " + times.absolute(window.onUntil())
                : window.nextBegin() != null ? "on from " + times.absolute(window.nextBegin()) : "over";
        return Outcome.done("The " + window.what() + " for " + window.scope() + " is " + when + ".");
    }

    private Outcome tried(Map<String, String> given, Plea plea) {
        MailTrials.Answer answer = deeds.mail()
                .run(Optional.of(given.getOrDefault("line", "")).filter(line -> !line.isEmpty()), plea, Audit.PAGE);
        List<String> details = new ArrayList<>();
        for (MailTrials.Attempt attempt : answer.attempts()) {
            for (MailTrials.Step step : attempt.steps()) {
                details.add(attempt.server() + ": " + step.name() + (step.good() ? " ok " : " FAILED ")
                        + PlainText.line(step.words(), 300));
            }
            if (!attempt.advice().isEmpty()) {
                details.add("Advice: " + PlainText.line(attempt.advice(), 300));
            }
        }
        String to = String.join(", ", answer.recipients());
        return answer.accepted()
                ? new Outcome("The letter to " + to + " was taken.", "", List.of(), details)
                : new Outcome("", "", List.of("the letter to " + to + " was not taken"), details);
    }

    private static TargetId target(Map<String, String> given) {
        return new TargetId(given.getOrDefault("host", ""), given.getOrDefault("name", ""));
    }

    /** Who is known is not asked for a name. */
    private static Plea plea(Caller caller, Map<String, String> given) {
        String typed = PlainText.line(given.getOrDefault("createdBy", ""), Plea.MAX_CREATED_BY);
        String by = caller.isKnown() || typed.isEmpty() ? caller.name() : typed;
        return new Plea(by, PlainText.line(given.getOrDefault("comment", ""), Plea.MAX_COMMENT));
    }

    private static String words(WebApplicationException refused) {
        return PlainText.line(Optional.ofNullable(refused.getMessage()).orElse("refused"), 500);
    }

    private static Map<String, String> flat(MultivaluedMap<String, String> fields) {
        Map<String, String> flat = new HashMap<>();
        fields.forEach((key, values) -> flat.put(key, values.isEmpty() ? "" : values.getFirst()));
        return flat;
    }
}
