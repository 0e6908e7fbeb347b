package io.dogwatch.probe;

import io.dogwatch.model.HttpCheck;
import io.dogwatch.probe.Resolution.Address;
import java.util.Map;
import java.util.Optional;

/**
 * A request, independent of HTTP/1.1 or HTTP/2.
 *
 * @param authority the host and port sent to the server, such as {@code shop.example:8080}
 * @param path path and query as sent
 * @param isOwn whether the container itself is requested; false after a redirect to another server
 */
record HttpProbeRequest(
        String scheme,
        String authority,
        String method,
        String path,
        Map<String, String> headers,
        String body,
        Optional<HttpCheck.Credentials> credentials,
        boolean isOwn) {

    /** Creates the first request of a check. */
    static HttpProbeRequest of(HttpCheck check, Address address) {
        HttpCheck.Request request = check.request();
        return new HttpProbeRequest(
                check.scheme(),
                hostHeader(request.headers()).orElseGet(() -> authority(check.scheme(), address)),
                request.method(),
                request.path(),
                request.headers(),
                request.body(),
                request.credentials(),
                true);
    }

    /** Returns the host without its port and without IPv6 brackets. The certificate must match it. */
    String serverName() {
        String host = authority.replaceFirst(":[0-9]+$", "");
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    static int usualPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static String authority(String scheme, Address address) {
        return address.socket().getPort() == usualPort(scheme) ? address.host() : address.hostAndPort();
    }

    private static Optional<String> hostHeader(Map<String, String> headers) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase("Host")) {
                return Optional.of(header.getValue());
            }
        }
        return Optional.empty();
    }
}
