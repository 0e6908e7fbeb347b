package io.dogwatch.web;

import io.dogwatch.TestFolders;
import io.dogwatch.auth.AuthSettings;
import io.dogwatch.evidence.Redaction;
import io.dogwatch.metrics.Exposition;
import io.dogwatch.notify.SignedLinks;
import io.dogwatch.silence.MemoryWindows;
import io.dogwatch.silence.RestartSwitch;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.web.api.ReloadResource;
import io.dogwatch.web.api.ReportPreviews;
import io.dogwatch.web.api.ReportResource;
import io.dogwatch.web.page.PageSources;
import io.dogwatch.web.page.Pages;
import io.dogwatch.web.security.SecurityFeature;
import io.dogwatch.web.view.About;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** The pages in a real Dropwizard server on a loopback port, over a fleet and a journal of the test's. */
public final class PagesServer implements AutoCloseable {

    public static final SignedLinks LINKS =
            SignedLinks.open(URI.create("http://127.0.0.1/"), TestFolders.fresh("links"));

    private final HttpClient client = HttpClient.newHttpClient();
    private final Exposition exposition;
    private @Nullable Server server;

    public PagesServer(FakeFleet fleet, FakeJournal journal, InstantSource clock, int port) throws Exception {
        this(fleet, journal, holdsNothing(clock), clock, port);
    }

    public PagesServer(FakeFleet fleet, FakeJournal journal, SilenceRegistry holds, InstantSource clock, int port)
            throws Exception {
        this(fleet, journal, holds, plain(clock), AuthSettings.DEFAULT, clock, port);
    }

    public PagesServer(
            FakeFleet fleet,
            FakeJournal journal,
            SilenceRegistry holds,
            PageSources sources,
            InstantSource clock,
            int port)
            throws Exception {
        this(fleet, journal, holds, sources, AuthSettings.DEFAULT, clock, port);
    }

    public PagesServer(
            FakeFleet fleet,
            FakeJournal journal,
            SilenceRegistry holds,
            AuthSettings access,
            InstantSource clock,
            int port)
            throws Exception {
        this(fleet, journal, holds, plain(clock), access, clock, port);
    }

    public PagesServer(
            FakeFleet fleet,
            FakeJournal journal,
            SilenceRegistry holds,
            PageSources sources,
            AuthSettings access,
            InstantSource clock,
            int port)
            throws Exception {
        exposition = new Exposition("1.2.3", clock);
        exposition.show(fleet);
        new Application<Configuration>() {
            @Override
            public void initialize(Bootstrap<Configuration> bootstrap) {
                bootstrap.setConfigurationSourceProvider(path -> new ByteArrayInputStream(config(port)));
                bootstrap.addBundle(Pages.bundle());
            }

            @Override
            public void run(Configuration configuration, Environment environment) {
                Web.register(environment, fleet, journal, holds, new FakeTrials(), sources, Optional.of(LINKS), clock);
                SecurityFeature.register(environment, () -> access, false, Set.of("dogwatch.example.org"), clock);
                environment.jersey().register(new TrialActs());
                // These two are the application's, which this is not.
                environment.jersey().register(new ReloadResource(new FakeReloading(clock), journal, clock));
                environment
                        .jersey()
                        .register(
                                new ReportResource(length -> new ReportPreviews.Preview("Report", "All was well.\n")));
                environment
                        .servlets()
                        .addServlet("metrics", exposition.servlet())
                        .addMapping("/metrics");
                environment.lifecycle().addServerLifecycleListener(started -> {
                    server = started;
                    // Clients that keep a connection are waited for: a second, unless told otherwise.
                    ((ServerConnector) started.getConnectors()[0]).setShutdownIdleTimeout(20);
                });
            }
        }.run("server", "config");
    }

    private static PageSources plain(InstantSource clock) {
        About about = About.of("1.2.3", clock.instant().minusSeconds(3600), "/data");
        return new PageSources(
                new NothingKept(),
                new NothingKept(),
                new Redaction(List.of()),
                Optional.empty(),
                about,
                () -> PageSources.unchanged(about));
    }

    public static SilenceRegistry holdsNothing(InstantSource clock) {
        RestartSwitch stop = new RestartSwitch(false, TestFolders.fresh("pages"));
        return new SilenceRegistry(List.of(), stop, new MemoryWindows(), clock, (at, task) -> () -> {});
    }

    public URI uri(String path) {
        Server started = Objects.requireNonNull(server);
        return URI.create("http://127.0.0.1:" + ((ServerConnector) started.getConnectors()[0]).getLocalPort() + path);
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A request that writes, as JSON. */
    public HttpResponse<String> send(String method, String path, String json, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.ofString(json));
        request.headers(headers.length > 0 ? headers : new String[] {"Content-Type", "application/json"});
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        exposition.close();
        try {
            Objects.requireNonNull(server).stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server did not stop", e);
        }
    }

    private static byte[] config(int port) {
        return """
                server:
                  requestLog: {appenders: []}
                  applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                  adminConnectors: []
                logging: {level: WARN}
                """.formatted(port).getBytes(StandardCharsets.UTF_8);
    }
}
