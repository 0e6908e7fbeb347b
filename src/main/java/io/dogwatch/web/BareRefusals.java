package io.dogwatch.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;

/** Jersey refuses a header that it cannot parse without a word; this says one. Stateless. */
final class BareRefusals implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext asked, ContainerResponseContext answer) {
        boolean isApi = asked.getUriInfo().getPath().startsWith("api/");
        if (isApi && answer.getStatus() == 400 && !answer.hasEntity()) {
            Problem problem = Problem.of(
                    400, "Bad Request", "A header of the request, such as Content-Type or Accept, cannot be read.");
            answer.setEntity(problem, new Annotation[0], MediaType.valueOf(Problem.MEDIA_TYPE));
        }
    }
}
