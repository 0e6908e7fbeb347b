package io.dogwatch.web.security;

import io.dogwatch.auth.Caller;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.glassfish.jersey.server.ContainerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Accepts a form only with the CSRF token of a page rendered for this caller. Forms without a login are checked by
 * their resources.
 */
@Priority(Priorities.AUTHORIZATION + 1)
final class FormGuard implements ContainerRequestFilter {

    private static final int MAX_BYTES = 64 << 10;

    @Context
    private @Nullable ResourceInfo called;

    @Context
    private @Nullable HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext context) throws IOException {
        if (!MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(context.getMediaType())) {
            return;
        }
        byte[] bytes = context.getEntityStream().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new ClientErrorException("The form is larger than 64 KiB.", Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        context.setEntityStream(new ByteArrayInputStream(bytes));
        if (!RoleGuard.isOpen(Objects.requireNonNull(called))
                && !Caller.of(Objects.requireNonNull(request)).wrote(csrf((ContainerRequest) context))) {
            throw new ForbiddenException(
                    "No action was taken: the form comes from an outdated page (Dogwatch was restarted"
                            + " or you logged in again) or from another site. Go back, reload the page and try again.");
        }
    }

    private static String csrf(ContainerRequest context) {
        context.bufferEntity();
        Form form = context.readEntity(Form.class);
        return Optional.ofNullable(form.asMap().getFirst(Caller.CSRF)).orElse("");
    }
}
