package io.dogwatch.probe;

import io.dogwatch.model.HttpCheck.Redirects;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** Decides whether a redirect is followed and creates the next request. Immutable. */
final class Redirection {

    /** Maximum number of redirects; part of the contract of the check option. */
    static final int MAX = 5;

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    /** Headers sent only to the container itself. */
    private static final Set<String> CONFIDENTIAL = Set.of("host", "authorization", "proxy-authorization", "cookie");

    private final Redirects allowed;
    private final Set<Integer> ownPorts;

    /** @param ownPorts the ports in URLs of the container itself: the container port and the port of the connection */
    Redirection(Redirects allowed, Set<Integer> ownPorts) {
        this.allowed = allowed;
        this.ownPorts = ownPorts;
    }

    /**
     * Returns the next request; empty if the response is no redirect, must not be followed, or has no usable
     * location.
     */
    Optional<HttpProbeRequest> next(HttpProbeRequest asked, HttpResponse answer) {
        if (allowed == Redirects.NONE || !STATUSES.contains(answer.getCode())) {
            return Optional.empty();
        }
        Header location = answer.getFirstHeader("Location");
        String text = location == null ? "" : location.getValue();
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI here = URI.create(asked.scheme() + "://" + asked.authority() + asked.path());
            return to(here.resolve(text), here, asked, answer.getCode());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<HttpProbeRequest> to(URI there, URI here, HttpProbeRequest asked, int status) {
        if (there.getScheme() == null || there.getHost() == null) {
            return Optional.empty();
        }
        String scheme = there.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.empty();
        }
        boolean isSame = scheme.equals(asked.scheme())
                && there.getHost().equalsIgnoreCase(here.getHost())
                && isSamePort(there, here, asked, scheme);
        if (!isSame && allowed == Redirects.SAME) {
            return Optional.empty();
        }
        String path = there.getRawPath() == null || there.getRawPath().isEmpty() ? "/" : there.getRawPath();
        String query = there.getRawQuery() == null ? "" : "?" + there.getRawQuery();
        boolean becomesGet = status == 303 || (status < 303 && asked.method().equals("POST"));
        String method = becomesGet && !asked.method().equals("HEAD") ? "GET" : asked.method();
        return Optional.of(new HttpProbeRequest(
                scheme,
                isSame ? asked.authority() : there.getHost() + (there.getPort() < 0 ? "" : ":" + there.getPort()),
                method,
                path + query,
                isSame ? asked.headers() : harmless(asked.headers()),
                method.equals(asked.method()) ? asked.body() : "",
                isSame ? asked.credentials() : Optional.empty(),
                isSame && asked.isOwn()));
    }

    /** A server often redirects to the port that it knows inside the container. */
    private boolean isSamePort(URI there, URI here, HttpProbeRequest asked, String scheme) {
        int port = port(there, scheme);
        return port == port(here, scheme) || (asked.isOwn() && ownPorts.contains(port));
    }

    private static int port(URI uri, String scheme) {
        return uri.getPort() < 0 ? HttpProbeRequest.usualPort(scheme) : uri.getPort();
    }

    private static Map<String, String> harmless(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> !CONFIDENTIAL.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
