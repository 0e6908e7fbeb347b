package io.dogwatch.model;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request to the container must get the expected answer.
 *
 * @param tls present for {@code https}
 * @param keepAlive whether the next attempt may reuse the connection; HTTP/1.1 only. Default false, since an
 *     answer on an old connection does not prove that the server accepts new ones
 */
public record HttpCheck(
        Terms terms,
        int port,
        Optional<Tls> tls,
        Request request,
        Expectation expected,
        Redirects redirects,
        Version version,
        boolean keepAlive)
        implements Check.Reached {

    public static final int DEFAULT_BODY_LIMIT = 64 * 1024;

    /**
     * What is asked.
     *
     * @param path path and query, beginning with a slash
     * @param body sent as UTF-8; empty for none
     * @param credentials sent as the Authorization header
     */
    public record Request(
            String method, String path, Map<String, String> headers, String body, Optional<Credentials> credentials) {

        /** {@code GET /}. */
        public static final Request DEFAULT = new Request("GET", "/", Map.of(), "", Optional.empty());

        public Request {
            headers = Map.copyOf(headers);
        }
    }

    /** Who asks. Comes from the environment or a file of Dogwatch, never from a label, and is never shown. */
    public sealed interface Credentials {

        record Basic(String user, String password) implements Credentials {
            @Override
            public String toString() {
                return "user " + user;
            }
        }

        record Bearer(String token) implements Credentials {
            @Override
            public String toString() {
                return "a token";
            }
        }
    }

    /**
     * What must be answered.
     *
     * @param statuses the allowed status codes
     * @param bodyMatches a linear-time (RE2) pattern that must be found in the first {@code bodyLimit} bytes
     * @param bodyMustNotMatch a pattern that must not be found there
     * @param json what a JSON body must say
     * @param maxLatency a right answer that takes longer is unhealthy (too-slow)
     * @param bodyLimit how many bytes of the body are read at most, after decompression; default 64 KiB
     */
    public record Expectation(
            HttpStatusSet statuses,
            Optional<String> bodyMatches,
            Optional<String> bodyMustNotMatch,
            List<JsonValue> json,
            Optional<Duration> maxLatency,
            int bodyLimit) {

        /** Any status from 200 to 399. */
        public static final Expectation DEFAULT = new Expectation(
                HttpStatusSet.SUCCESS,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                DEFAULT_BODY_LIMIT);

        public Expectation {
            json = List.copyOf(json);
        }
    }

    /**
     * A value in a JSON body.
     *
     * @param pointer RFC 6901, such as {@code /status}; empty for the whole body
     * @param expected the expected value: a text without quotes, or a number or literal in JSON syntax
     */
    public record JsonValue(String pointer, String expected) {}

    /** The redirects to follow, at most five. Any other redirect is judged as the answer. */
    public enum Redirects {
        NONE,
        /** To the same scheme, host and port only: still the container itself. */
        SAME,
        /** Anywhere: Dogwatch then asks whom the container names. Never from a label. */
        ANY;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        public String wireName() {
            return wireName;
        }
    }

    /** How the request is spoken. */
    public enum Version {
        HTTP_1("1.1"),
        /** With TLS by ALPN, without by prior knowledge. */
        HTTP_2("2");

        private final String wireName;

        Version(String word) {
            this.wireName = word;
        }

        public String wireName() {
            return wireName;
        }
    }

    @Override
    public String kind() {
        return "http";
    }

    /** {@code http} or {@code https}. */
    public String scheme() {
        return tls.isPresent() ? "https" : "http";
    }

    /** The check with nothing but a port said: {@code GET /}, any status from 200 to 399. */
    public static HttpCheck ofPort(String name, int port) {
        return new HttpCheck(
                Terms.of(name),
                port,
                Optional.empty(),
                Request.DEFAULT,
                Expectation.DEFAULT,
                Redirects.SAME,
                Version.HTTP_1,
                false);
    }

    public HttpCheck with(Terms others) {
        return new HttpCheck(others, port, tls, request, expected, redirects, version, keepAlive);
    }

    public HttpCheck with(Request other) {
        return new HttpCheck(terms, port, tls, other, expected, redirects, version, keepAlive);
    }

    public HttpCheck with(Expectation other) {
        return new HttpCheck(terms, port, tls, request, other, redirects, version, keepAlive);
    }

    public HttpCheck with(Redirects other) {
        return new HttpCheck(terms, port, tls, request, expected, other, version, keepAlive);
    }

    public HttpCheck with(Version other) {
        return new HttpCheck(terms, port, tls, request, expected, redirects, other, keepAlive);
    }

    /** Whose connections are kept. */
    public HttpCheck keptAlive() {
        return new HttpCheck(terms, port, tls, request, expected, redirects, version, true);
    }

    /** As {@code https}. */
    public HttpCheck with(Tls other) {
        return new HttpCheck(terms, port, Optional.of(other), request, expected, redirects, version, keepAlive);
    }
}
