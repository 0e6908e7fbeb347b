package io.dogwatch.web.page;

import io.dogwatch.auth.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sets the caller on every page, including error pages. */
public final class PageCaller implements ContainerResponseFilter {

    @Context
    private @Nullable HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext asked, ContainerResponseContext answer) {
        if (answer.getEntity() instanceof Page page) {
            page.showTo(Caller.of(Objects.requireNonNull(request)));
        }
    }
}
