package io.dogwatch.metrics;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Answers a scrape, as text 0.0.4 or, where the Accept header names it, as OpenMetrics 1.0. Stateless and never cached;
 * compression is the server's business.
 */
final class MetricsServlet extends HttpServlet {

    static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final long serialVersionUID = 1;

    private final transient Exposition exposition;

    MetricsServlet(Exposition exposition) {
        this.exposition = exposition;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String accept = Optional.ofNullable(request.getHeader("Accept")).orElse("");
        String type = accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
        // Gathered before the first byte leaves, so that a fault gives a 500 and not half a scrape.
        ByteArrayOutputStream body = new ByteArrayOutputStream(64 * 1024);
        exposition.write(body, type);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        body.writeTo(response.getOutputStream());
    }
}
