package io.dogwatch.web;

import io.dogwatch.docker.EngineException;
import io.dogwatch.journal.StoreException;
import io.dogwatch.model.PlainText;
import io.dogwatch.web.page.ErrorPage;
import io.dogwatch.web.page.Page;
import io.dogwatch.web.request.Problem;
import io.dogwatch.web.request.RejectedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps exceptions to responses: problem+json under {@code /api}, HTML elsewhere. Stateless. */
public final class ErrorPages implements ExceptionMapper<Exception> {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private final ApiPaths paths;
    private final InstantSource clock;

    @Context
    private @Nullable UriInfo uri;

    ErrorPages(ApiPaths paths, InstantSource clock) {
        this.paths = paths;
        this.clock = clock;
    }

    @Override
    public Response toResponse(Exception fault) {
        Problem problem =
                switch (fault) {
                    case RejectedException rejected -> rejected(rejected);
                    case WebApplicationException refused ->
                        refused(refused.getResponse().getStatus(), refused);
                    case StoreException store ->
                        Problem.of(503, "Store unavailable", "Cannot read the store: " + store.getMessage());
                    case EngineException engine ->
                        Problem.of(
                                503,
                                "Engine unavailable",
                                PlainText.line("The engine does not respond: " + engine.getMessage(), 300));
                    default -> {
                        LOG.error("page failed path={}", path(), fault);
                        yield Problem.of(500, "Internal error", "Internal error; see the log of Dogwatch.");
                    }
                };
        Response.ResponseBuilder answer = Response.status(problem.status());
        if (fault instanceof WebApplicationException refused) {
            for (String name : new String[] {"Allow", "Retry-After"}) {
                Optional.ofNullable(refused.getResponse().getHeaderString(name))
                        .ifPresent(it -> answer.header(name, it));
            }
        }
        return isApi()
                ? answer.type(Problem.MEDIA_TYPE).entity(problem).build()
                : answer.type(Page.HTML)
                        .entity(new ErrorPage(problem, clock.instant()))
                        .build();
    }

    private static Problem rejected(RejectedException rejected) {
        String detail = rejected.faults().stream().map(Problem.Fault::toString).collect(Collectors.joining("; "));
        return new Problem("about:blank", "Bad Request", 400, detail, rejected.faults());
    }

    private Problem refused(int status, WebApplicationException refused) {
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        // Default messages of Jersey, such as "HTTP 404 Not Found", add no information.
        String detail = PlainText.line(Optional.ofNullable(refused.getMessage()).orElse(""), 300);
        return Problem.of(status, title, detail.startsWith("HTTP ") ? detail(status, refused, detail) : detail);
    }

    private String detail(int status, WebApplicationException refused, String otherwise) {
        return switch (status) {
            case 404 -> isApi() ? noPath() : "Page not found.";
            case 405 -> {
                String allowed = refused.getResponse().getHeaderString("Allow");
                yield "Method not allowed; allowed: " + (allowed == null ? "GET" : allowed) + ".";
            }
            case 406 -> "No representation matches the header Accept; allowed: application/json.";
            case 415 -> "Unsupported Content-Type; allowed: application/json.";
            default -> otherwise;
        };
    }

    private String noPath() {
        return "unknown path /" + PlainText.line(path(), 200)
                + paths.nearest(path()).map(near -> "; nearest: " + near).orElse("");
    }

    private boolean isApi() {
        return path().startsWith("api/");
    }

    private String path() {
        UriInfo asked = uri;
        return asked == null ? "" : asked.getPath();
    }
}
