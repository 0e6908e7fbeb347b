package io.dogwatch.auth;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Whether whoever sent a request may still hear what it began. An answer that goes on for hours asks it again and again, since
 * logins end and tokens are taken away. Thread-safe, and good after the request, too.
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
