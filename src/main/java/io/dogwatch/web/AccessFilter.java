package io.dogwatch.web;

import io.dogwatch.access.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Finds out who sends each request, before anything else sees it. Thread-safe. */
final class AccessFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private final transient Caller everybody;

    AccessFilter(Caller everybody) {
        this.everybody = everybody;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        everybody.sends(request);
        chain.doFilter(request, response);
    }
}
