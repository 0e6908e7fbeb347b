package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.auth.OpenPaths;
import io.dogwatch.auth.Public;
import io.dogwatch.auth.RequiresRole;
import io.dogwatch.auth.Token;
import io.dogwatch.config.DogwatchConfiguration;
import io.dropwizard.core.setup.Environment;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every route of the whole application as it is started, and not as somebody has listed them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesTest {

    /** A method at a path whose parameters are filled in. */
    private record Route(String method, String template, String path, AnnotatedElement declared, Class<?> resource) {

        boolean isOpen() {
            return declared.isAnnotationPresent(Public.class) || resource.isAnnotationPresent(Public.class);
        }

        boolean declaresWhoMay() {
            return isOpen()
                    || declared.isAnnotationPresent(RequiresRole.class)
                    || resource.isAnnotationPresent(RequiresRole.class);
        }

        boolean writes() {
            return !Set.of("GET", "HEAD", "OPTIONS").contains(method);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** The application itself, watched while it is put together. */
    private static final class Watched extends DogwatchApplication implements ApplicationEventListener {
        final List<Route> routes = new ArrayList<>();
        final Set<String> servlets = new TreeSet<>();
        private @Nullable Server server;

        @Override
        public void run(DogwatchConfiguration configuration, Environment environment) {
            super.run(configuration, environment);
            environment.jersey().register(this);
            environment.lifecycle().addServerLifecycleListener(started -> {
                server = started;
                Stream.of(environment
                                .getApplicationContext()
                                .getServletHandler()
                                .getServletMappings())
                        .flatMap(mapping -> Stream.of(mapping.getPathSpecs()))
                        .forEach(servlets::add);
            });
        }

        @Override
        public void onEvent(ApplicationEvent event) {
            if (event.getType() == ApplicationEvent.Type.INITIALIZATION_FINISHED) {
                event.getResourceModel().getResources().forEach(resource -> add("", resource));
            }
        }

        private void add(String above, Resource resource) {
            String path = above + (resource.getPath().startsWith("/") ? "" : "/") + resource.getPath();
            String filled = path.replaceAll("\\{[^}]+}", "x").replaceAll("//+", "/");
            resource.getResourceMethods().stream()
                    .filter(method -> method.getType() == ResourceMethod.JaxrsType.RESOURCE_METHOD)
                    .filter(method -> !method.isExtended())
                    .forEach(method -> routes.add(new Route(
                            method.getHttpMethod(),
                            path.replaceAll("//+", "/"),
                            filled.length() > 1 && filled.endsWith("/")
                                    ? filled.substring(0, filled.length() - 1)
                                    : filled,
                            method.getInvocable().getHandlingMethod(),
                            method.getInvocable().getHandler().getHandlerClass())));
            resource.getChildResources().forEach(child -> add(path, child));
        }

        @Override
        public @Nullable RequestEventListener onRequest(RequestEvent event) {
            return null;
        }

        Server server() {
            return Objects.requireNonNull(server);
        }
    }

    private static final String VIEWER = Token.random();

    private final Watched application = new Watched();
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        Path config = Files.writeString(folder.resolve("config.yml"), """
                hosts: {local: {endpoint: "unix://%1$s/no-engine.sock"}}
                store: {dataDir: %1$s/data}
                mail: {from: a@example.org, to: b@example.org, publicUrl: "http://dogwatch.example.org/"}
                auth:
                  tokens: [{name: viewer, role: viewer, hash: "%2$s"}]
                server:
                  applicationConnectors: [{type: http, port: 0}]
                  adminConnectors: [{type: http, port: 0}]
                logging: {level: ERROR}
                """.formatted(folder, Token.hash(VIEWER)));
        application.run("server", config.toString());
    }

    @AfterAll
    void stop() throws Exception {
        client.close();
        application.server().stop();
    }

    private HttpResponse<String> ask(String method, String path, String... headers) throws Exception {
        int port = ((ServerConnector) application.server().getConnectors()[0]).getLocalPort();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : "{}"));
        request.headers(headers);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theWalkSeesTheWholeApplication() {
        assertThat(application.routes).hasSizeGreaterThan(25);
        assertThat(application.routes.stream().map(Route::toString))
                .contains(
                        "POST /api/v1/targets/x/x/restart",
                        "PUT /api/v1/restarts-disabled",
                        "GET /",
                        "GET /link/x/x",
                        "POST /login");
        assertThat(application.servlets).contains("/metrics", "/assets/*");
    }

    @Test
    void everyRouteSaysWhoMayCallIt() {
        assertThat(application.routes)
                .allSatisfy(route -> assertThat(route.declaresWhoMay())
                        .as(
                                "%s of %s needs @Needs(Role…)",
                                route, route.resource().getSimpleName())
                        .isTrue());
    }

    @Test
    void theDocumentOfTheApiNamesEveryRouteAndNoOther() throws Exception {
        JsonNode document;
        try (InputStream shipped = RoutesTest.class.getResourceAsStream("/io/dogwatch/web/openapi.json")) {
            document = new ObjectMapper().readTree(shipped);
        }
        Set<String> documented = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                verb -> documented.add(verb.toUpperCase(Locale.ROOT) + " /api/v1" + path.getKey())));

        assertThat(application.routes.stream()
                        .filter(route -> route.path().startsWith("/api/"))
                        .map(route -> route.method() + " " + route.template())
                        // One path may be answered in two ways of writing.
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void whatNeedsNoLoginIsAShortList() {
        Set<String> open = new TreeSet<>();
        application.routes.stream().filter(Route::isOpen).forEach(route -> open.add(route.toString()));
        open.remove("GET /status");

        assertThat(open)
                .containsExactly(
                        "GET /alive",
                        "GET /link/x/x",
                        "GET /login",
                        "GET /login/oidc",
                        "GET /login/oidc/back",
                        "POST /link/x/x",
                        "POST /login");
    }

    @Test
    void withoutCredentialsEveryOtherRouteIs401() throws Exception {
        for (Route route : application.routes) {
            int status = ask(
                            route.method(),
                            route.path(),
                            "Content-Type",
                            "application/json",
                            "Accept",
                            "application/json")
                    .statusCode();
            if (route.isOpen()) {
                assertThat(OpenPaths.STANDARD.contain(route.path()))
                        .as("%s", route)
                        .isTrue();
                assertThat(status).as("%s", route).isNotEqualTo(401);
            } else {
                assertThat(status).as("%s", route).isEqualTo(401);
            }
        }
    }

    @Test
    void withoutCredentialsEveryServletButTheAssetsIs401() throws Exception {
        for (String mapping : application.servlets) {
            String path = mapping.replace("*", "x");
            assertThat(ask("GET", path, "Accept", "*/*").statusCode())
                    .as(mapping)
                    .isEqualTo(mapping.equals("/assets/*") ? 404 : 401);
        }
    }

    @Test
    void aPersonWithoutCredentialsIsLedToTheLogin() throws Exception {
        for (Route route : application.routes) {
            if (route.method().equals("GET") && !route.isOpen() && !route.path().startsWith("/api/")) {
                HttpResponse<String> answer = ask("GET", route.path(), "Accept", "text/html");

                assertThat(answer.statusCode()).as("%s", route).isEqualTo(303);
                assertThat(answer.headers().firstValue("Location").orElseThrow())
                        .startsWith("/login?to=");
            }
        }
    }

    @Test
    void aViewerCannotWrite() throws Exception {
        for (Route route : application.routes) {
            if (route.writes() && !route.isOpen() && !route.path().equals("/logout")) {
                boolean isForm = route.path().startsWith("/acts/");
                HttpResponse<String> answer = ask(
                        route.method(),
                        route.path(),
                        "Authorization",
                        "Bearer " + VIEWER,
                        "Content-Type",
                        isForm ? "application/x-www-form-urlencoded" : "application/json");

                assertThat(answer.statusCode()).as("%s", route).isEqualTo(403);
                assertThat(answer.body()).as("%s", route).contains("This request requires the role ");
            }
        }
    }

    @Test
    void aViewerReads() throws Exception {
        for (String path :
                List.of("/", "/api/v1/targets", "/api/v1/hosts", "/incidents", "/notifications", "/metrics")) {
            assertThat(ask("GET", path, "Authorization", "Bearer " + VIEWER).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void noAdminPageIsOnTheApplicationsPort() throws Exception {
        for (String path : List.of("/admin", "/admin/tasks/gc", "/tasks/gc", "/healthcheck", "/threads", "/ping")) {
            assertThat(ask("GET", path, "Authorization", "Bearer " + VIEWER).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }
}
