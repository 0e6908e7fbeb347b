package io.dogwatch.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.dogwatch.journal.Journal;
import io.dogwatch.notify.SignedLinks;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.web.action.Actions;
import io.dogwatch.web.action.TestMailSender;
import io.dogwatch.web.api.Api;
import io.dogwatch.web.events.EventBroadcaster;
import io.dogwatch.web.events.Reporter;
import io.dogwatch.web.events.StreamResource;
import io.dogwatch.web.log.LogFollows;
import io.dogwatch.web.log.LogQuery;
import io.dogwatch.web.log.LogResource;
import io.dogwatch.web.page.LinkResource;
import io.dogwatch.web.page.PagePosition;
import io.dogwatch.web.page.PageSources;
import io.dogwatch.web.page.Pages;
import io.dogwatch.web.view.QueryService;
import io.dropwizard.core.setup.Environment;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.glassfish.jersey.server.ServerProperties;

/** Registers the pages, the API, the streams and common filters with a Dropwizard application. */
public final class Web {

    private Web() {}

    /**
     * Registers all resources except the {@link io.dogwatch.web.security.SecurityFeature}. Call once in {@code run}.
     *
     * @param sources data sources of the pages
     * @param links the links in mails; empty if mails contain no links to this service
     */
    public static void register(
            Environment environment,
            Fleet fleet,
            Journal journal,
            SilenceRegistry holds,
            TestMailSender trials,
            PageSources sources,
            Optional<SignedLinks> links,
            InstantSource clock) {
        ObjectMapper mapper = environment.getObjectMapper().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        QueryService queries = new QueryService(fleet, journal, holds);
        Actions deeds = Actions.of(queries, fleet, journal, holds, trials, clock);
        LogQuery logs = new LogQuery(fleet, queries, sources.redaction());
        LogFollows follows = new LogFollows(fleet, logs, mapper);
        EventBroadcaster feed = new EventBroadcaster(
                new Reporter(queries, journal, holds, mapper, clock), EventBroadcaster.Settings.DEFAULT, clock);
        fleet.listen(feed);
        journal.listen(feed);
        holds.onChange(feed::holdsChanged);
        environment.lifecycle().addServerLifecycleListener(server -> whileServing(server, feed, follows));
        environment.jersey().register(new StreamResource(feed));
        environment.jersey().register(new LogResource(logs, follows, queries, clock));
        environment.jersey().register(new PagePosition(feed));
        links.ifPresent(signed -> environment.jersey().register(new LinkResource(signed, journal, deeds, clock)));
        Api.register(environment, queries, deeds, sources.letters(), sources.about(), clock);
        Pages.register(environment, queries, deeds, logs, sources, clock);
        forEveryAnswer(environment, clock);
    }

    /** Ends streams when the server starts to stop: it waits for open responses. */
    private static void whileServing(Server server, EventBroadcaster feed, LogFollows follows) {
        feed.start();
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopping(LifeCycle stopping) {
                feed.close();
                follows.close();
            }
        });
    }

    private static void forEveryAnswer(Environment environment, InstantSource clock) {
        // Redirects are relative: behind a TLS proxy, the scheme of the client is unknown.
        environment.jersey().property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
        environment.jersey().register(ResponseFixups.class);
        ApiPaths paths = new ApiPaths();
        environment.jersey().register(paths);
        environment.jersey().register(new ErrorPages(paths, clock));
        ServerFaults faults = new ServerFaults(environment.getObjectMapper());
        environment.getApplicationContext().setErrorHandler(faults.ofApplication());
        environment.lifecycle().addServerLifecycleListener(server -> server.setErrorHandler(faults.ofServer()));
        environment
                .servlets()
                .addFilter("security-headers", new SecurityHeaders())
                .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }
}
