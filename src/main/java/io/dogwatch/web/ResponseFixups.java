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
 * Completes responses of Jersey and Jetty: adds the reason for a rejected header, and announces a closed connection.
 * Jetty closes the connection silently if a request body was not read, and the next request on it would get no
 * response.
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
