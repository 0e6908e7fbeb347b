package io.dogwatch.web;

import io.dogwatch.web.request.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * Says what Jersey and Jetty leave unsaid: why a header that cannot be parsed is refused, and that a connection is closed. Where a
 * request's body was not read, Jetty cuts the connection without a word, and the next request on it would get no answer.
 */
final class ResponseFixups implements ContainerResponseFilter {

    @Context
    private @Nullable HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext asked, ContainerResponseContext answer) {
        boolean isApi = asked.getUriInfo().getPath().startsWith("api/");
        if (isApi && answer.getStatus() == 400 && !answer.hasEntity()) {
            Problem problem = Problem.of(
                    400, "Bad Request", "A header of the request, such as Content-Type or Accept, is malformed.");
            answer.setEntity(problem, new Annotation[0], MediaType.valueOf(Problem.MEDIA_TYPE));
        }
        if (hasUnreadBody()) {
            answer.getHeaders().putSingle("Connection", "close");
        }
    }

    private boolean hasUnreadBody() {
        HttpServletRequest asked = request;
        if (asked == null || (asked.getContentLengthLong() <= 0 && asked.getHeader("Transfer-Encoding") == null)) {
            return false;
        }
        try {
            return !asked.getInputStream().isFinished();
        } catch (IOException | IllegalStateException e) {
            return true;
        }
    }
}
