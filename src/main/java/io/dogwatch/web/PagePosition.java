package io.dogwatch.web;

import io.dogwatch.web.live.Feed;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

/**
 * Tells each page how far the stream was before anything was read for it: what happens while it is on its way is told as soon as
 * it listens. Thread-safe.
 */
final class PagePosition implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String POSITION = PagePosition.class.getName();

    private final Feed feed;

    PagePosition(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void filter(ContainerRequestContext asked) {
        if (!asked.getUriInfo().getPath().startsWith("api/")) {
            asked.setProperty(POSITION, feed.position());
        }
    }

    @Override
    public void filter(ContainerRequestContext asked, ContainerResponseContext answer) {
        if (answer.getEntity() instanceof Page page && asked.getProperty(POSITION) instanceof String position) {
            page.goesOnFrom(position);
        }
    }
}
