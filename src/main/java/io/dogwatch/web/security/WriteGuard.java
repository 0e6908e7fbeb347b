package io.dogwatch.web.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.auth.Caller;
import io.dogwatch.notify.SignedLinks;
import io.dogwatch.web.request.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Prevents cross-site requests from changing anything through the browser of an authorized user. A modifying request
 * must be JSON, which another site cannot send without a preflight, or a form of this site. It must not originate from
 * another site. It must address this service by an IP address or a known name, which prevents DNS rebinding.
 * Thread-safe.
 */
final class WriteGuard extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> FORMS = Set.of("/login", "/logout");

    private final transient Set<String> ownNames;
    private final transient ObjectMapper mapper;

    /** @param ownNames host names of this service, besides addresses and {@code localhost} */
    WriteGuard(Set<String> ownNames, ObjectMapper mapper) {
        this.ownNames = Set.copyOf(ownNames);
        this.mapper = mapper;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String host = Optional.ofNullable(request.getHeader("Host")).orElse("").toLowerCase(Locale.ROOT);
        Optional<Problem> refusal = READING.contains(request.getMethod())
                ? refusalToRead(request, host)
                : refusal(request, host).or(() -> refusalOfKind(request));
        if (refusal.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        refusal.get().send(response, mapper);
    }

    /**
     * Without a login, another site could read everything through DNS rebinding. Names without a dot, such as container
     * names, cannot be rebound. Streams reject cross-site requests in any case.
     */
    private Optional<Problem> refusalToRead(HttpServletRequest request, String host) {
        boolean isStream = Optional.ofNullable(request.getHeader("Accept"))
                .filter(accept -> accept.contains("text/event-stream"))
                .isPresent();
        boolean isUnguarded =
                Caller.of(request).way() == Caller.Way.LOCAL && name(host).contains(".");
        return isStream
                ? refusal(request, host)
                : isUnguarded && !isOurs(name(host)) ? Optional.of(notOurs()) : Optional.empty();
    }

    private Optional<Problem> refusal(HttpServletRequest request, String host) {
        if (!isOurs(name(host))) {
            return Optional.of(notOurs());
        }
        if (isForeign(request, host)) {
            return Optional.of(Problem.of(403, "Forbidden", "Cross-site requests must not change anything."));
        }
        return Optional.empty();
    }

    private static Problem notOurs() {
        return Problem.of(
                403,
                "Forbidden",
                "The header Host contains an unknown name; allowed: localhost, an IP address, the bound name, or a"
                        + " name in auth.names.");
    }

    private static Optional<Problem> refusalOfKind(HttpServletRequest request) {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        String kind = type.split(";", 2)[0].strip();
        boolean isForm = kind.equalsIgnoreCase(FORM) && takesForms(request.getRequestURI());
        if (!isForm && !kind.equalsIgnoreCase(JSON)) {
            return Optional.of(Problem.of(
                    415, "Unsupported Media Type", "Every modifying request requires Content-Type: " + JSON + "."));
        }
        return Optional.empty();
    }

    /** Returns whether the path accepts forms; {@link FormGuard} then checks their token. */
    private static boolean takesForms(String path) {
        return FORMS.contains(path) || path.startsWith(Caller.ACTS) || path.startsWith("/" + SignedLinks.PATH);
    }

    /**
     * Returns whether the name belongs to this service. IP addresses are always accepted, because only names can be
     * rebound.
     */
    private boolean isOurs(String name) {
        return name.equals("localhost")
                || name.matches("\\[[0-9a-f:.]+]")
                || name.matches("\\d{1,3}(\\.\\d{1,3}){3}")
                || ownNames.stream().anyMatch(own -> own.equalsIgnoreCase(name));
    }

    /** Returns the host without the port. */
    private static String name(String host) {
        return host.replaceFirst(":\\d{1,5}$", "");
    }

    private static boolean isForeign(HttpServletRequest request, String host) {
        String origin = request.getHeader("Origin");
        if (origin != null
                && !origin.equalsIgnoreCase("http://" + host)
                && !origin.equalsIgnoreCase("https://" + host)) {
            return true;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }
}
