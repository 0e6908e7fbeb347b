package io.dogwatch.web.page;

import io.dogwatch.auth.Public;
import io.dogwatch.web.events.EventBroadcaster;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records the stream position before the page reads any data, so the page receives every event since then. Thread-safe.
 */
public final class PagePosition implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String POSITION = PagePosition.class.getName();

    private final EventBroadcaster feed;

    @Context
    private @Nullable ResourceInfo resource;

    public PagePosition(EventBroadcaster feed) {
        this.feed = feed;
    }

    @Override
    public void filter(ContainerRequestContext asked) {
        // Public pages have no stream and must not keep the broadcaster awake.
        if (!asked.getUriInfo().getPath().startsWith("api/") && !isOpen()) {
            asked.setProperty(POSITION, feed.position());
        }
    }

    private boolean isOpen() {
        ResourceInfo asked = Objects.requireNonNull(resource);
        return asked.getResourceMethod().isAnnotationPresent(Public.class)
                || asked.getResourceClass().isAnnotationPresent(Public.class);
    }

    @Override
    public void filter(ContainerRequestContext asked, ContainerResponseContext answer) {
        if (answer.getEntity() instanceof Page page && asked.getProperty(POSITION) instanceof String position) {
            page.goesOnFrom(position);
        }
    }
}
