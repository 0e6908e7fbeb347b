package io.dogwatch.auth;

import java.util.List;
import java.util.stream.Stream;

/**
 * The only paths of the application without a login.
 *
 * @param exactly complete paths
 * @param below prefixes of further paths
 */
public record OpenPaths(List<String> exactly, List<String> below) {

    public static final String METRICS = "/metrics";

    /**
     * The login; whether the process lives, which says nothing else; the status page, if there is one; the pages' own files;
     * and the signed links of mails.
     */
    public static final OpenPaths STANDARD = new OpenPaths(
            List.of("/login", "/login/oidc", "/login/oidc/back", "/alive", "/status"), List.of("/assets/", "/link/"));

    public OpenPaths {
        exactly = List.copyOf(exactly);
        below = List.copyOf(below);
    }

    /** For scrapers that can show no token. */
    public OpenPaths withMetrics() {
        return new OpenPaths(Stream.concat(exactly.stream(), Stream.of(METRICS)).toList(), below);
    }

    /** @param path as the servlet container understands it, decoded and without dots or parameters */
    public boolean contain(String path) {
        return exactly.contains(path) || below.stream().anyMatch(path::startsWith);
    }
}
