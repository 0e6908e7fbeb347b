package io.dogwatch.probe;

import io.dogwatch.probe.Resolution.Address;
import io.dogwatch.target.HttpCheck;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Writes the request of a check. Pure. */
final class HttpRequests {

    private static final String USER_AGENT = "dogwatch/" + version();

    /** Methods whose requests have a body; ours is empty, and some servers answer 411 to a request that does not say so. */
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private HttpRequests() {}

    /**
     * The check's headers win over ours.
     *
     * @throws IllegalArgumentException if the method or path would break out of the request line
     */
    static ClassicHttpRequest of(HttpCheck check, Address address) {
        requireOneWord("method", check.request().method());
        requireOneWord("path", check.request().path());
        // The path goes out as written; a constructor that takes a URI would normalise it.
        BasicClassicHttpRequest request = new BasicClassicHttpRequest(
                check.request().method(), check.request().path());
        request.setPath(check.request().path());
        request.setHeader("Host", defaultHost(check, address));
        request.setHeader("User-Agent", USER_AGENT);
        request.setHeader("Accept", "*/*");
        request.setHeader("Connection", "close");
        if (WITH_BODY.contains(check.request().method().toUpperCase(Locale.ROOT))) {
            request.setHeader("Content-Length", "0");
        }
        check.request().headers().forEach(request::setHeader);
        return request;
    }

    /** The name a certificate must fit: of the check's Host header, else the numeric address. */
    static String serverName(HttpCheck check, Address address) {
        return check.request().headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Host"))
                .map(Map.Entry::getValue)
                .findFirst()
                .map(host -> host.replaceFirst(":[0-9]+$", ""))
                .orElse(address.host())
                .replaceAll("[\\[\\]]", "");
    }

    private static String defaultHost(HttpCheck check, Address address) {
        int usual = check.scheme().equals("https") ? 443 : 80;
        return address.socket().getPort() == usual ? address.host() : address.hostAndPort();
    }

    private static void requireOneWord(String what, String text) {
        if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("the " + what + " is empty or holds a space or control character");
        }
    }

    private static String version() {
        String version = HttpRequests.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
