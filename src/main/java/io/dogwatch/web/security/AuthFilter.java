package io.dogwatch.web.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.auth.AuthService;
import io.dogwatch.auth.Caller;
import io.dogwatch.auth.OpenPaths;
import io.dogwatch.auth.SessionValidity;
import io.dogwatch.web.request.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Authenticates each request before any other component sees it. Redirects unauthenticated browsers to the login and
 * answers 401 to programs. Protects every mapped path except the {@link OpenPaths}. Thread-safe.
 */
final class AuthFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final String BEARER = "Bearer";

    private final transient AuthService access;
    private final transient RequestOrigin visits;
    private final transient OpenPaths open;
    private final transient ObjectMapper mapper;

    AuthFilter(AuthService access, RequestOrigin visits, OpenPaths open, ObjectMapper mapper) {
        this.access = access;
        this.visits = visits;
        this.open = open;
        this.mapper = mapper;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> token = token(request);
        Optional<String> session = visits.session(request);
        Caller caller = caller(token, () -> session.flatMap(access::bySession));
        caller.sends(request);
        SessionValidity stay = () ->
                !caller(token, () -> session.flatMap(access::byIdleSession)).equals(caller);
        stay.begins(request);
        String path = path(request);
        if (caller.role().isPresent() || open.contain(path)) {
            chain.doFilter(request, response);
        } else if (isPerson(request, path)) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/login?to=" + URLEncoder.encode(asked(request), StandardCharsets.UTF_8));
        } else {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"dogwatch\"");
            Problem.of(
                            401,
                            "Unauthorized",
                            "This request requires a token (Authorization: Bearer …) or a login on the web page.")
                    .send(response, mapper);
        }
    }

    /** Uses a presented token even if it is invalid: the client did not intend another identity. */
    private Caller caller(Optional<String> token, Supplier<Optional<Caller>> session) {
        Caller anybody = access.anybody();
        if (anybody.role().isPresent()) {
            return anybody;
        }
        return (token.isPresent() ? access.byToken(token.get()) : session.get()).orElse(anybody);
    }

    private static Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    private static String path(HttpServletRequest request) {
        return request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
    }

    private static boolean isPerson(HttpServletRequest request, String path) {
        return request.getMethod().equals("GET")
                && !path.startsWith("/api/")
                && Optional.ofNullable(request.getHeader("Accept")).orElse("").contains("text/html");
    }

    private static String asked(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
