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

/** Writes the request of a check. The check's headers win over ours. Pure. */
final class HttpRequests {

    private static final Header USER_AGENT = new BasicHeader("User-Agent", "dogwatch/" + version());
    private static final Header ACCEPT = new BasicHeader("Accept", "*/*");
    private static final Header CLOSE = new BasicHeader("Connection", "close");

    /** Some servers answer 411 to such a request that does not say that its body is empty. */
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /** What belongs to a connection of HTTP/1 and is malformed in HTTP/2 (RFC 9113, 8.2.2). */
    private static final Set<String> ONLY_HTTP_1 =
            Set.of("host", "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    private HttpRequests() {}

    /**
     * @param keepAlive whether the server may leave the connection open, which is what HTTP/1.1 means where nothing is said
     * @throws IllegalArgumentException if the method or path would break out of the request line
     */
    static ClassicHttpRequest http1(HttpProbeRequest question, boolean keepAlive) {
        requireOneWord("method", question.method());
        requireOneWord("path", question.path());
        // The path goes out as written; a constructor that takes a URI would normalise it.
        BasicClassicHttpRequest request = new BasicClassicHttpRequest(question.method(), question.path());
        request.setPath(question.path());
        request.addHeader("Host", question.authority());
        request.addHeader(USER_AGENT);
        request.addHeader(ACCEPT);
        if (!keepAlive) {
            request.addHeader(CLOSE);
        }
        question.credentials().ifPresent(who -> request.addHeader("Authorization", authorization(who)));
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

    /** The same as a header list of HTTP/2. */
    static List<Header> http2(HttpProbeRequest question) {
        requireOneWord("method", question.method());
        requireOneWord("path", question.path());
        List<Header> lines = new ArrayList<>();
        lines.add(new BasicHeader(":method", question.method()));
        lines.add(new BasicHeader(":scheme", question.scheme()));
        lines.add(new BasicHeader(":authority", question.authority()));
        lines.add(new BasicHeader(":path", question.path()));
        Map<String, String> ours = new LinkedHashMap<>();
        ours.put("user-agent", USER_AGENT.getValue());
        ours.put("accept", ACCEPT.getValue());
        question.credentials().ifPresent(who -> ours.put("authorization", authorization(who)));
        int length = question.body().getBytes(StandardCharsets.UTF_8).length;
        if (length > 0 || WITH_BODY.contains(question.method())) {
            ours.put("content-length", Integer.toString(length));
        }
        question.headers().forEach((name, value) -> ours.put(name.toLowerCase(Locale.ROOT), value));
        ours.keySet().removeAll(ONLY_HTTP_1);
        ours.forEach((name, value) -> lines.add(new BasicHeader(name, value)));
        return lines;
    }

    private static String authorization(Credentials who) {
        return switch (who) {
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
