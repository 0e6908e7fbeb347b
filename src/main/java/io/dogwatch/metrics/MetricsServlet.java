package io.dogwatch.metrics;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Answers a scrape in the form that the Accept header likes best. Stateless and never cached; compression is the server's
 * business.
 */
final class MetricsServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient Exposition exposition;

    MetricsServlet(Exposition exposition) {
        this.exposition = exposition;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String accept = Optional.ofNullable(request.getHeader("Accept")).orElse("");
        String type = ScrapeFormat.of(accept).type();
        // Gathered before the first byte, so an error gives a 500 and not half a scrape.
        ByteArrayOutputStream body = new ByteArrayOutputStream(64 * 1024);
        exposition.write(body, type);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        body.writeTo(response.getOutputStream());
    }
}
