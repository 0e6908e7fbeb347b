package io.dogwatch.web.api;

import io.dogwatch.web.action.Actions;
import io.dogwatch.web.view.About;
import io.dogwatch.web.view.QueryService;
import io.dogwatch.web.view.SentMails;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.time.InstantSource;

/** Puts the API into an application; its streams and logs have packages of their own. */
public final class Api {

    private Api() {}

    /** To be called once in {@code run}. */
    public static void register(
            Environment environment,
            QueryService sight,
            Actions deeds,
            SentMails letters,
            About about,
            InstantSource clock) {
        JerseyEnvironment jersey = environment.jersey();
        jersey.register(new ApiResource(sight));
        jersey.register(new IncidentResource(sight));
        jersey.register(new RecordsResource(sight, about));
        jersey.register(new AuditResource(sight));
        jersey.register(new MailResource(sight, letters));
        jersey.register(new RequestResource(deeds.requests()));
        jersey.register(new AcknowledgementResource(deeds.acknowledgements()));
        jersey.register(new SilenceResource(sight, deeds.orders(), clock));
        jersey.register(new PauseResource(deeds.pauses()));
        jersey.register(new TestMailResource(deeds.mail()));
        jersey.register(new OpenApiResource(environment.getObjectMapper()));
        jersey.register(QueryGuard.class);
        jersey.register(new ConditionalAnswers(environment.getObjectMapper()));
    }
}
