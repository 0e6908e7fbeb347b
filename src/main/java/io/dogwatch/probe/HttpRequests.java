package io.dogwatch.probe;

import io.dogwatch.model.HttpCheck.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;

/** Builds the request of a check. Headers of the check override the defaults. Stateless. */
final class HttpRequests {

    private static final Header USER_AGENT = new BasicHeader("User-Agent", "dogwatch/" + version());
    private static final Header ACCEPT = new BasicHeader("Accept", "*/*");
    private static final Header CLOSE = new BasicHeader("Connection", "close");

    /** Some servers answer 411 to these methods without a Content-Length, even if the body is empty. */
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /** Connection headers of HTTP/1, which are malformed in HTTP/2 (RFC 9113, 8.2.2). */
    private static final Set<String> ONLY_HTTP_1 =
            Set.of("host", "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    private HttpRequests() {}

    /**
     * @param keepAlive whether the server may keep the connection open, the default of HTTP/1.1
     * @throws IllegalArgumentException if the method or path contains a space or control character, which would break
     *     the request line
     */
    static ClassicHttpRequest http1(HttpProbeRequest question, boolean keepAlive) {
        requireOneWord("method", question.method());
        requireOneWord("path", question.path());
        // The path is sent as written; a constructor with a URI would normalize it.
        BasicClassicHttpRequest request = new BasicClassicHttpRequest(question.method(), question.path());
        request.setPath(question.path());
        request.addHeader("Host", question.authority());
        request.addHeader(USER_AGENT);
        request.addHeader(ACCEPT);
        if (!keepAlive) {
            request.addHeader(CLOSE);
        }
        question.credentials().ifPresent(credentials -> request.addHeader("Authorization", authorization(credentials)));
        byte[] body = question.body().getBytes(StandardCharsets.UTF_8);
        if (body.length > 0 || WITH_BODY.contains(question.method())) {
            request.addHeader("Content-Length", Integer.toString(body.length));
        }
        if (body.length > 0) {
            request.setEntity(new ByteArrayEntity(body, null));
        }
        question.headers().forEach(request::setHeader);
        return request;
    }

    /** Returns the same request as a header list of HTTP/2. */
    static List<Header> http2(HttpProbeRequest question) {
        requireOneWord("method", question.method());
        requireOneWord("path", question.path());
        List<Header> lines = new ArrayList<>();
        lines.add(new BasicHeader(":method", question.method()));
        lines.add(new BasicHeader(":scheme", question.scheme()));
        lines.add(new BasicHeader(":authority", question.authority()));
        lines.add(new BasicHeader(":path", question.path()));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("user-agent", USER_AGENT.getValue());
        headers.put("accept", ACCEPT.getValue());
        question.credentials().ifPresent(credentials -> headers.put("authorization", authorization(credentials)));
        int length = question.body().getBytes(StandardCharsets.UTF_8).length;
        if (length > 0 || WITH_BODY.contains(question.method())) {
            headers.put("content-length", Integer.toString(length));
        }
        question.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        headers.keySet().removeAll(ONLY_HTTP_1);
        headers.forEach((name, value) -> lines.add(new BasicHeader(name, value)));
        return lines;
    }

    private static String authorization(Credentials credentials) {
        return switch (credentials) {
            case Credentials.Basic(String user, String password) ->
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
            case Credentials.Bearer(String token) -> "Bearer " + token;
        };
    }

    private static void requireOneWord(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) == 0x7f) {
                throw new IllegalArgumentException("the " + what + " contains a space or control character");
            }
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the " + what + " is empty");
        }
    }

    private static String version() {
        String version = HttpRequests.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
