package io.dogwatch.web;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.dogwatch.hold.HoldBook;
import io.dogwatch.journal.Journal;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.tell.SignedLinks;
import io.dogwatch.web.live.Feed;
import io.dogwatch.web.live.StreamResource;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.views.common.ViewBundle;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.glassfish.jersey.server.ServerProperties;

/** Puts the pages, the API and their files into a Dropwizard application. */
public final class Pages {

    private Pages() {}

    /** The bundle that renders the pages; to be added in {@code initialize}. */
    public static ViewBundle<Configuration> bundle() {
        return new ViewBundle<>() {
            @Override
            public Map<String, Map<String, String>> getViewConfiguration(Configuration configuration) {
                return Map.of(
                        "freemarker",
                        Map.of(
                                // Without these, records have no properties for templates, and .ftlh may not escape.
                                "incompatible_improvements", "2.3.34",
                                "object_wrapper", "DefaultObjectWrapper(2.3.34)",
                                "recognize_standard_file_extensions", "true",
                                // FreeMarker's own default writes its stack trace into the page.
                                "template_exception_handler", "rethrow",
                                "log_template_exceptions", "false",
                                "number_format", "computer",
                                "boolean_format", "c",
                                "new_builtin_class_resolver", "allows_nothing"));
            }
        };
    }

    /**
     * Registers everything of this room but the {@link Entrance}; to be called once in {@code run}.
     *
     * @param sources what only pages show
     * @param links those in mails; empty if people do not reach this service from their mail
     */
    public static void register(
            Environment environment,
            Fleet fleet,
            Journal journal,
            HoldBook holds,
            MailTrials trials,
            PageSources sources,
            Optional<SignedLinks> links,
            InstantSource clock) {
        // A proxy before us may speak https where we do not, so we do not say with which scheme to go on.
        environment.jersey().property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
        environment.getObjectMapper().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        Acknowledgements acknowledgements = new Acknowledgements(journal, clock);
        Audit audit = new Audit(journal, clock);
        Sight sight = new Sight(fleet, journal, holds, sources);
        Reporter reporter = new Reporter(sight, journal, holds, environment.getObjectMapper(), clock);
        Feed feed = new Feed(reporter, Feed.Settings.DEFAULT, clock);
        fleet.listen(feed);
        journal.listen(feed);
        holds.onChange(feed::holdsChanged);
        LogDesk logs = new LogDesk(fleet, sight, sources.redaction());
        LogFollows follows = new LogFollows(fleet, logs, environment.getObjectMapper());
        environment.lifecycle().addServerLifecycleListener(server -> whileServing(server, feed, follows));
        environment.jersey().register(new StreamResource(feed));
        environment.jersey().register(new PagePosition(feed));
        environment.jersey().register(new PageResource(sight, logs, journal, sources, clock));
        environment.jersey().register(new MailPageResource(sight, sources.letters(), trials, clock));
        sources.status().ifPresent(order -> environment.jersey().register(new StatusResource(order, sight, clock)));
        environment.jersey().register(new AboutResource(sources.about(), sources.configuration(), clock));
        environment.jersey().register(new ApiResource(sight));
        environment.jersey().register(new LogResource(logs, follows, sight, clock));
        environment.jersey().register(new IncidentResource(journal));
        Requests requests = new Requests(fleet, sight);
        Orders orders = new Orders(holds, fleet, audit, clock);
        Pauses pauses = new Pauses(sight, holds, clock);
        MailDesk mail = new MailDesk(trials, audit);
        environment
                .jersey()
                .register(new ActResource(
                        new ActResource.Services(requests, acknowledgements, orders, pauses, mail, audit), clock));
        environment.jersey().register(new RequestResource(requests, audit));
        environment.jersey().register(new AcknowledgementResource(acknowledgements, audit));
        links.ifPresent(signed -> environment
                .jersey()
                .register(new LinkResource(signed, journal, holds, acknowledgements, audit, clock)));
        environment.jersey().register(new HoldResource(holds, orders, clock));
        environment.jersey().register(new MailTrialResource(mail));
        environment.jersey().register(new MailResource(journal, sources.letters()));
        environment.jersey().register(new PauseResource(pauses, audit, clock));
        environment.jersey().register(new RecordsResource(sight));
        environment.jersey().register(new OpenApiResource(environment.getObjectMapper()));
        environment.jersey().register(QueryGuard.class);
        environment.jersey().register(LastTouch.class);
        ServerFaults faults = new ServerFaults(environment.getObjectMapper());
        environment.getApplicationContext().setErrorHandler(faults.ofApplication());
        environment.lifecycle().addServerLifecycleListener(server -> server.setErrorHandler(faults.ofServer()));
        environment.jersey().register(new ConditionalAnswers(environment.getObjectMapper()));
        environment.jersey().register(new AuditResource(journal));
        ApiPaths paths = new ApiPaths();
        environment.jersey().register(paths);
        environment.jersey().register(new Faults(paths, clock));
        environment.servlets().addServlet("assets", Assets.SHIPPED).addMapping(Assets.PATH + "*");
        environment
                .servlets()
                .addFilter("security-headers", new SecurityHeaders())
                .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }

    /** Streams end as soon as the server is asked to stop: it waits for what is being answered. */
    private static void whileServing(Server server, Feed feed, LogFollows follows) {
        feed.start();
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopping(LifeCycle stopping) {
                feed.close();
                follows.close();
            }
        });
    }
}
