package io.dogwatch.docker;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.HttpHost;

/**
 * Where an engine listens, read from its endpoint.
 *
 * @param target what the requests name as their host
 * @param socket the Unix socket; empty for tcp
 * @param prefix goes before the path of each request; empty or {@code /such}
 */
record EngineAddress(HttpHost target, Optional<Path> socket, String prefix) {

    /** The engine's own ports without and with TLS. */
    private static final int PLAIN_PORT = 2375;

    private static final int TLS_PORT = 2376;

    /** @throws IllegalArgumentException with one sentence for a person, if the endpoint is none or not allowed */
    static EngineAddress of(EngineSettings settings) {
        String endpoint = settings.endpoint();
        URI uri = parse(endpoint);
        return switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
            case "unix" -> unix(endpoint, uri);
            case "tcp" -> tcp(settings, uri);
            default ->
                throw new IllegalArgumentException("\"" + endpoint
                        + "\" is not a Docker engine endpoint; allowed: unix:///path or tcp://host:port");
        };
    }

    private static URI parse(String endpoint) {
        try {
            return URI.create(endpoint);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + endpoint + "\" is not a valid endpoint: " + e.getMessage(), e);
        }
    }

    private static EngineAddress unix(String endpoint, URI uri) {
        String path = uri.getPath();
        if (path == null || !path.startsWith("/") || path.length() == 1 || uri.getAuthority() != null) {
            throw new IllegalArgumentException("\"" + endpoint + "\" must contain an absolute path (unix:///path)");
        }
        return new EngineAddress(new HttpHost("http", "localhost"), Optional.of(Path.of(path)), "");
    }

    private static EngineAddress tcp(EngineSettings settings, URI uri) {
        String host = uri.getHost();
        if (host == null) {
            throw new IllegalArgumentException("\"" + settings.endpoint() + "\" must contain a host (tcp://host:port)");
        }
        boolean tls = settings.tlsFolder().isPresent();
        if (!tls && !settings.allowPlainTcp() && !isLoopback(host)) {
            throw new IllegalArgumentException("\"" + settings.endpoint()
                    + "\" is a remote endpoint without TLS: anyone who can intercept the connection gains root on that host."
                    + " Set a TLS folder, or allow plain TCP explicitly");
        }
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? TLS_PORT : PLAIN_PORT;
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return new EngineAddress(new HttpHost(tls ? "https" : "http", host, port), Optional.empty(), prefix);
    }

    /** By its spelling alone: a name that a resolver answers may mean another machine tomorrow. */
    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
                || host.equals("[::1]");
    }
}
