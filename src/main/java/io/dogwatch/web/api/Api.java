package io.dogwatch.web.api;

import io.dogwatch.web.action.Actions;
import io.dogwatch.web.view.About;
import io.dogwatch.web.view.QueryService;
import io.dogwatch.web.view.SentMails;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.time.InstantSource;

/** Registers the API with an application, except for its streams and logs. */
public final class Api {

    private Api() {}

    /** Registers the resources. Call once in {@code run}. */
    public static void register(
            Environment environment,
            QueryService queries,
            Actions deeds,
            SentMails letters,
            About about,
            InstantSource clock) {
        JerseyEnvironment jersey = environment.jersey();
        jersey.register(new ApiResource(queries));
        jersey.register(new IncidentResource(queries));
        jersey.register(new RecordsResource(queries, about));
        jersey.register(new AuditResource(queries));
        jersey.register(new MailResource(queries, letters));
        jersey.register(new RequestResource(deeds.requests()));
        jersey.register(new AcknowledgementResource(deeds.acknowledgements()));
        jersey.register(new SilenceResource(queries, deeds.orders(), clock));
        jersey.register(new PauseResource(deeds.pauses()));
        jersey.register(new TestMailResource(deeds.mail()));
        jersey.register(new OpenApiResource(environment.getObjectMapper()));
        jersey.register(QueryGuard.class);
        jersey.register(new ConditionalAnswers(environment.getObjectMapper()));
    }
}
