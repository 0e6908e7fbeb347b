package io.dogwatch.probe;

import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Tls;
import io.dogwatch.probe.KeptConnections.Kept;
import io.dogwatch.probe.KeptConnections.Owner;
import io.dogwatch.probe.Resolution.Address;
import io.dogwatch.probe.Resolution.Route;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/**
 * Sends an HTTP request, follows the redirects that the check allows, and judges the response. Opens a connection per
 * attempt, unless the check keeps connections alive. Thread-safe; blocks the calling thread.
 *
 * <p>Uses the connection and the parser of HttpComponents without the handler chain of HttpClient. A probe must not
 * keep cookies or connections, retry, or decompress without a limit, which HttpClient would have to switch off. The
 * whole attempt uses one socket at a time, which its deadline can close.
 */
final class HttpProber implements AutoCloseable {

    private static final Http1Config LIMITS = Http1Config.custom()
            .setBufferSize(4096)
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(256)
            .setMaxEmptyLineCount(1)
            .build();

    /** Set explicitly: the connection of httpcore 5.4.4 does not pass its limits to the default parser. */
    private static final DefaultHttpResponseParserFactory PARSERS = new DefaultHttpResponseParserFactory(LIMITS);

    private final Patterns patterns;
    private final TlsUpgrade securing;
    private final HostNames names = new HostNames();
    private final KeptConnections kept;
    private final HttpRequestExecutor executor = new HttpRequestExecutor();

    HttpProber(Patterns patterns, TlsUpgrade securing, Deadlines deadlines) {
        this.kept = new KeptConnections(deadlines, KeptConnections.MAX_LENGTH);
        this.patterns = patterns;
        this.securing = securing;
    }

    /**
     * Makes one attempt.
     *
     * @throws IllegalArgumentException if the check is not a valid request
     */
    Outcome probe(HttpCheck check, ProbeConnection call) throws IOException, HttpException {
        HttpProbeRequest request = HttpProbeRequest.of(check, call.address());
        if (check.keepAlive()) {
            return probeOnKept(request, check, call);
        }
        return judge(request, ask(request, check, call), check, call);
    }

    private Outcome judge(HttpProbeRequest request, ClassicHttpResponse first, HttpCheck check, ProbeConnection call)
            throws IOException, HttpException {
        ClassicHttpResponse response = first;
        if (check.redirects() != HttpCheck.Redirects.NONE && response.getCode() / 100 == 3) {
            response = follow(request, response, check, call);
        }
        return read(response, check, call).judge(check.expected(), patterns);
    }

    /** Reuses the connection of the previous attempt if it still works, and keeps a connection for the next attempt. */
    private Outcome probeOnKept(HttpProbeRequest request, HttpCheck check, ProbeConnection call)
            throws IOException, HttpException {
        Owner owner = new Owner(check, call.address().socket());
        Optional<Kept> old = kept.take(owner);
        Optional<ClassicHttpResponse> answer = old.isPresent() ? retryKept(request, old.get(), call) : Optional.empty();
        Kept used;
        if (answer.isPresent()) {
            used = old.orElseThrow();
        } else {
            DefaultBHttpClientConnection connection = open(request, check, call, call.connect());
            used = new Kept(
                    connection, call.channel(), call.certificate().stream().toList(), System.nanoTime());
            answer = Optional.of(
                    executor.execute(HttpRequests.http1(request, true), connection, HttpCoreContext.create()));
        }
        ClassicHttpResponse response = answer.orElseThrow();
        call.enter(ProbeConnection.Stage.READING);
        Outcome outcome = judge(request, response, check, call);
        if (outcome instanceof Outcome.Healthy && isLeftOpen(response, call) && call.release()) {
            kept.keep(owner, used);
        }
        return outcome;
    }

    /**
     * Sends the request on the kept connection. Returns empty if the server closed the connection, which is allowed
     * at any time, or announced it with status 408. All other errors on it, including a missing response, are
     * failures of the server.
     */
    private Optional<ClassicHttpResponse> retryKept(HttpProbeRequest request, Kept old, ProbeConnection call)
            throws IOException, HttpException {
        call.resume(old.channel(), old.shown(), old.age());
        EndpointDetails traffic = old.connection().getEndpointDetails();
        long receivedBefore = traffic.getReceivedBytesCount();
        try {
            ClassicHttpResponse response =
                    executor.execute(HttpRequests.http1(request, true), old.connection(), HttpCoreContext.create());
            if (response.getCode() != HttpStatus.SC_REQUEST_TIMEOUT) {
                return Optional.of(response);
            }
        } catch (IOException e) {
            if (call.end() != Deadlines.End.NONE || traffic.getReceivedBytesCount() > receivedBefore) {
                throw e;
            }
        }
        call.moveTo(call.address(), "");
        return Optional.empty();
    }

    /** Returns whether the connection can be reused for the next response. */
    private static boolean isLeftOpen(ClassicHttpResponse response, ProbeConnection call) throws IOException {
        HttpEntity entity = response.getEntity();
        return call.route().isEmpty()
                && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(null, response, HttpCoreContext.create())
                && (entity == null
                        || (entity.getContentEncoding() == null
                                && entity.getContent().read() < 0));
    }

    private ClassicHttpResponse follow(
            HttpProbeRequest first, ClassicHttpResponse redirect, HttpCheck check, ProbeConnection call)
            throws IOException, HttpException {
        Address own = call.address();
        Redirection redirection = new Redirection(
                check.redirects(), Set.copyOf(List.of(check.port(), own.socket().getPort())));
        HttpProbeRequest request = first;
        ClassicHttpResponse response = redirect;
        for (int followed = 0; ; followed++) {
            Optional<HttpProbeRequest> next = redirection.next(request, response);
            if (next.isEmpty()) {
                return response;
            }
            request = next.get();
            String to = request.scheme() + "://" + request.authority() + request.path();
            if (followed == Redirection.MAX) {
                throw Mismatch.answer("it redirects more than " + Redirection.MAX + " times, last to " + to);
            }
            call.moveTo(request.isOwn() ? own : externalAddress(request), "redirected to " + to);
            response = ask(request, check, call);
        }
    }

    /** Resolves the redirect target for at most 2 s. The deadline includes this time but cannot interrupt it. */
    private Address externalAddress(HttpProbeRequest request) throws IOException {
        int port = URI.create(request.scheme() + "://" + request.authority()).getPort();
        InetSocketAddress socket = new InetSocketAddress(
                names.address(request.serverName()), port < 0 ? HttpProbeRequest.usualPort(request.scheme()) : port);
        return new Address(socket, Route.OWN_ADDRESS, "redirected to " + request.authority());
    }

    /** Sends the request and returns after the response headers. */
    private ClassicHttpResponse ask(HttpProbeRequest request, HttpCheck check, ProbeConnection call)
            throws IOException, HttpException {
        Socket socket = call.connect();
        ClassicHttpResponse response = check.version() == HttpCheck.Version.HTTP_2
                ? askHttp2(request, check, call, socket)
                : askHttp1(request, check, call, socket);
        call.enter(ProbeConnection.Stage.READING);
        return response;
    }

    private ClassicHttpResponse askHttp1(HttpProbeRequest request, HttpCheck check, ProbeConnection call, Socket socket)
            throws IOException, HttpException {
        DefaultBHttpClientConnection connection = open(request, check, call, socket);
        return executor.execute(HttpRequests.http1(request, false), connection, HttpCoreContext.create());
    }

    private DefaultBHttpClientConnection open(
            HttpProbeRequest request, HttpCheck check, ProbeConnection call, Socket socket) throws IOException {
        DefaultBHttpClientConnection connection =
                new DefaultBHttpClientConnection(LIMITS, null, null, null, null, null, PARSERS);
        if (request.scheme().equals("https")) {
            connection.bind(securing.secure(call, socket, tls(request, check), request.serverName()), socket);
        } else {
            connection.bind(socket);
        }
        return connection;
    }

    private ClassicHttpResponse askHttp2(HttpProbeRequest request, HttpCheck check, ProbeConnection call, Socket socket)
            throws IOException, HttpException {
        Socket transport = socket;
        if (request.scheme().equals("https")) {
            transport = H2Exchange.requireHttp2(
                    securing.secure(call, socket, tls(request, check), request.serverName(), H2Exchange.PROTOCOLS));
        }
        H2Exchange exchange = new H2Exchange(transport.getInputStream(), transport.getOutputStream());
        return exchange.ask(HttpRequests.http2(request), request.body().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the TLS settings; after a redirect to another server without the server name of the check. */
    private static Tls tls(HttpProbeRequest request, HttpCheck check) {
        Tls asked = check.tls().orElse(Tls.DEFAULT);
        return request.isOwn() ? asked : new Tls(asked.verify(), Optional.empty(), asked.ca(), 0);
    }

    private static HttpProbeResponse read(ClassicHttpResponse response, HttpCheck check, ProbeConnection call)
            throws IOException {
        BodyReading reading = new BodyReading(check.expected().bodyLimit(), response.getCode(), call.took());
        call.track(reading);
        if (check.expected().statuses().contains(response.getCode())) {
            reading.read(response);
        }
        return new HttpProbeResponse(response.getCode(), reading.text(), reading.isWhole(), call.took());
    }

    @Override
    public void close() {
        names.close();
    }
}
