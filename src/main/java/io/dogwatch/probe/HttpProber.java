package io.dogwatch.probe;

import io.dogwatch.probe.Resolution.Address;
import io.dogwatch.target.HttpCheck;
import io.dogwatch.target.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes one HTTP/1.1 request on a connection of its own and judges the answer. Safe for use by many threads; blocks the
 * calling one, at most for the check's timeout.
 *
 * <p>Speaks through HttpComponents' connection and parser, without HttpClient's chain of handlers: what a probe must not
 * do (follow redirects, keep cookies or connections, retry, decompress) then needs not be switched off, and the whole
 * attempt is one socket that its deadline can close.
 */
final class HttpProber {

    private static final Http1Config LIMITS = Http1Config.custom()
            .setBufferSize(4096)
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(256)
            .setMaxEmptyLineCount(1)
            .build();

    /** Given explicitly: httpcore 5.4.4's connection does not hand its limits on to the parser, which then has its own. */
    private static final DefaultHttpResponseParserFactory PARSERS = new DefaultHttpResponseParserFactory(LIMITS);

    private final Deadlines deadlines;
    private final Patterns patterns;
    private final TlsFactories tls = new TlsFactories();
    private final HttpRequestExecutor executor = new HttpRequestExecutor();

    HttpProber(Deadlines deadlines, Patterns patterns) {
        this.deadlines = deadlines;
        this.patterns = patterns;
    }

    /**
     * @throws IOException only if the prober is closed
     * @throws IllegalArgumentException if the check cannot be written as a request
     */
    Outcome probe(HttpCheck check, Address address) throws IOException {
        try (Call call = new Call(deadlines, check.schedule().timeout(), address)) {
            Reading reading = new Reading(check.expected().bodyLimit());
            try {
                HttpAnswer answer = exchange(check, call, reading);
                if (call.end() != Deadlines.End.NONE) {
                    throw new IOException("the answer came with the end of the time");
                }
                return answer.judge(check.expected(), patterns);
            } catch (IOException | HttpException e) {
                return Failures.of(e, call, reading.sofar());
            }
        }
    }

    private HttpAnswer exchange(HttpCheck check, Call call, Reading reading) throws IOException, HttpException {
        var request = HttpRequests.of(check, call.address());
        DefaultBHttpClientConnection connection = connect(check, call);
        ClassicHttpResponse response = executor.execute(request, connection, HttpCoreContext.create());
        reading.status(response.getCode(), call.took());
        if (check.expected().statuses().contains(response.getCode())) {
            reading.body(response.getEntity());
        }
        return new HttpAnswer(response.getCode(), reading.text(), reading.whole, call.took());
    }

    private DefaultBHttpClientConnection connect(HttpCheck check, Call call) throws IOException {
        Socket socket = call.connect();
        DefaultBHttpClientConnection connection =
                new DefaultBHttpClientConnection(LIMITS, null, null, null, null, null, PARSERS);
        if (check.tls().isPresent()) {
            String name = HttpRequests.serverName(check, call.address());
            boolean verify = check.tls().get().verify();
            connection.bind(call.secure(tls.of(verify), name, verify), socket);
        } else {
            connection.bind(socket);
        }
        return connection;
    }

    /** What has come of an answer so far. */
    private static final class Reading {

        private final int limit;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);
        private int status;
        private Duration statusAfter = Duration.ZERO;
        private boolean whole = true;

        private Reading(int limit) {
            this.limit = limit;
        }

        private void status(int code, Duration after) {
            status = code;
            statusAfter = after;
        }

        /** Reads up to the limit, and one byte more to know whether that is all. The rest is left to the closing. */
        private void body(@Nullable HttpEntity entity) throws IOException {
            if (entity == null) {
                return;
            }
            InputStream content = entity.getContent();
            byte[] chunk = new byte[2048];
            while (body.size() < limit) {
                int n = content.read(chunk, 0, Math.min(chunk.length, limit - body.size()));
                if (n < 0) {
                    return;
                }
                body.write(chunk, 0, n);
            }
            whole = content.read() < 0;
        }

        private String text() {
            return body.toString(StandardCharsets.UTF_8);
        }

        private String sofar() {
            if (status == 0) {
                return "";
            }
            String head = "status " + status + " after " + Failures.text(statusAfter);
            return body.size() == 0 ? head : head + ", " + body.size() + " bytes of body";
        }
    }
}
