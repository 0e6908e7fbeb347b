package io.dogwatch.auth;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Whether the sender of a request may still receive its response. A long-running response checks this repeatedly,
 * because sessions end and tokens are revoked. Thread-safe, and usable after the request.
 */
@FunctionalInterface
public interface SessionValidity {

    boolean isOver();

    /** @throws IllegalStateException if the request has not come through the filter */
    static SessionValidity of(HttpServletRequest request) {
        if (request.getAttribute(SessionValidity.class.getName()) instanceof SessionValidity stay) {
            return stay;
        }
        throw new IllegalStateException("the request has not come through the filter that knows its caller");
    }

    /** For the filter alone. */
    default void begins(HttpServletRequest request) {
        request.setAttribute(SessionValidity.class.getName(), this);
    }
}
