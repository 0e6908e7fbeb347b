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
 * Makes an HTTP request on a connection of its own, unless the check keeps its connections, follows the redirects that the check allows, and judges the answer.
 * Safe for use by many threads; blocks the calling one.
 *
 * <p>Speaks through HttpComponents' connection and parser, without HttpClient's chain of handlers: what a probe must not
 * do (keep cookies or connections, retry, inflate without bound) then needs not be switched off, and the whole attempt is
 * one socket at a time that its deadline can close.
 */
final class HttpProber implements AutoCloseable {

    private static final Http1Config LIMITS = Http1Config.custom()
            .setBufferSize(4096)
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(256)
            .setMaxEmptyLineCount(1)
            .build();

    /** Given explicitly: httpcore 5.4.4's connection does not hand its limits on to the parser, which then has its own. */
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

    /** @throws IllegalArgumentException if the check cannot be written as a request */
    Outcome probe(HttpCheck check, ProbeConnection call) throws IOException, HttpException {
        HttpProbeRequest question = HttpProbeRequest.of(check, call.address());
        if (check.keepAlive()) {
            return probeOnKept(question, check, call);
        }
        return judge(question, ask(question, check, call), check, call);
    }

    private Outcome judge(HttpProbeRequest question, ClassicHttpResponse first, HttpCheck check, ProbeConnection call)
            throws IOException, HttpException {
        ClassicHttpResponse response = first;
        if (check.redirects() != HttpCheck.Redirects.NONE && response.getCode() / 100 == 3) {
            response = follow(question, response, check, call);
        }
        return read(response, check, call).judge(check.expected(), patterns);
    }

    /** Asks on the connection of the attempt before, if there is one that still works, and leaves one to the next. */
    private Outcome probeOnKept(HttpProbeRequest question, HttpCheck check, ProbeConnection call)
            throws IOException, HttpException {
        Owner owner = new Owner(check, call.address().socket());
        Optional<Kept> old = kept.take(owner);
        Optional<ClassicHttpResponse> answer = old.isPresent() ? again(question, old.get(), call) : Optional.empty();
        Kept used;
        if (answer.isPresent()) {
            used = old.orElseThrow();
        } else {
            DefaultBHttpClientConnection connection = open(question, check, call, call.connect());
            used = new Kept(
                    connection, call.channel(), call.certificate().stream().toList(), System.nanoTime());
            answer = Optional.of(
                    executor.execute(HttpRequests.http1(question, true), connection, HttpCoreContext.create()));
        }
        ClassicHttpResponse response = answer.orElseThrow();
        call.enter(ProbeConnection.Stage.READING);
        Outcome outcome = judge(question, response, check, call);
        if (outcome instanceof Outcome.Healthy && isLeftOpen(response, call) && call.letGo()) {
            kept.keep(owner, used);
        }
        return outcome;
    }

    /**
     * Empty if the server has closed the connection meanwhile, which it may do at any time, or says that it is about to
     * (408). What else goes wrong on it, and be it that no answer comes at all, is the server's failure.
     */
    private Optional<ClassicHttpResponse> again(HttpProbeRequest question, Kept old, ProbeConnection call)
            throws IOException, HttpException {
        call.resume(old.channel(), old.shown(), old.age());
        EndpointDetails traffic = old.connection().getEndpointDetails();
        long heardBefore = traffic.getReceivedBytesCount();
        try {
            ClassicHttpResponse response =
                    executor.execute(HttpRequests.http1(question, true), old.connection(), HttpCoreContext.create());
            if (response.getCode() != HttpStatus.SC_REQUEST_TIMEOUT) {
                return Optional.of(response);
            }
        } catch (IOException e) {
            if (call.end() != Deadlines.End.NONE || traffic.getReceivedBytesCount() > heardBefore) {
                throw e;
            }
        }
        call.moveTo(call.address(), "");
        return Optional.empty();
    }

    /** Whether the connection stands where the next answer will begin. */
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
        HttpProbeRequest question = first;
        ClassicHttpResponse response = redirect;
        for (int followed = 0; ; followed++) {
            Optional<HttpProbeRequest> next = redirection.next(question, response);
            if (next.isEmpty()) {
                return response;
            }
            question = next.get();
            String to = question.scheme() + "://" + question.authority() + question.path();
            if (followed == Redirection.MAX) {
                throw Mismatch.answer("it redirects more than " + Redirection.MAX + " times, last to " + to);
            }
            call.moveTo(question.isOwn() ? own : elsewhere(question), "redirected to " + to);
            response = ask(question, check, call);
        }
    }

    /** Asks a name server for at most 2 s, which the deadline does not cut short but counts. */
    private Address elsewhere(HttpProbeRequest question) throws IOException {
        int port = URI.create(question.scheme() + "://" + question.authority()).getPort();
        InetSocketAddress socket = new InetSocketAddress(
                names.address(question.serverName()), port < 0 ? HttpProbeRequest.usualPort(question.scheme()) : port);
        return new Address(socket, Route.OWN_ADDRESS, "redirected to " + question.authority());
    }

    /** Sends the question; returns when the head of the answer has come. */
    private ClassicHttpResponse ask(HttpProbeRequest question, HttpCheck check, ProbeConnection call)
            throws IOException, HttpException {
        Socket socket = call.connect();
        ClassicHttpResponse response = check.version() == HttpCheck.Version.HTTP_2
                ? askHttp2(question, check, call, socket)
                : askHttp1(question, check, call, socket);
        call.enter(ProbeConnection.Stage.READING);
        return response;
    }

    private ClassicHttpResponse askHttp1(
            HttpProbeRequest question, HttpCheck check, ProbeConnection call, Socket socket)
            throws IOException, HttpException {
        DefaultBHttpClientConnection connection = open(question, check, call, socket);
        return executor.execute(HttpRequests.http1(question, false), connection, HttpCoreContext.create());
    }

    private DefaultBHttpClientConnection open(
            HttpProbeRequest question, HttpCheck check, ProbeConnection call, Socket socket) throws IOException {
        DefaultBHttpClientConnection connection =
                new DefaultBHttpClientConnection(LIMITS, null, null, null, null, null, PARSERS);
        if (question.scheme().equals("https")) {
            connection.bind(securing.secure(call, socket, tls(question, check), question.serverName()), socket);
        } else {
            connection.bind(socket);
        }
        return connection;
    }

    private ClassicHttpResponse askHttp2(
            HttpProbeRequest question, HttpCheck check, ProbeConnection call, Socket socket)
            throws IOException, HttpException {
        Socket talk = socket;
        if (question.scheme().equals("https")) {
            talk = H2Exchange.offered(
                    securing.secure(call, socket, tls(question, check), question.serverName(), H2Exchange.PROTOCOLS));
        }
        H2Exchange exchange = new H2Exchange(talk.getInputStream(), talk.getOutputStream());
        return exchange.ask(HttpRequests.http2(question), question.body().getBytes(StandardCharsets.UTF_8));
    }

    /** Elsewhere a server has a name of its own. */
    private static Tls tls(HttpProbeRequest question, HttpCheck check) {
        Tls asked = check.tls().orElse(Tls.DEFAULT);
        return question.isOwn() ? asked : new Tls(asked.verify(), Optional.empty(), asked.ca(), 0);
    }

    private static HttpProbeResponse read(ClassicHttpResponse response, HttpCheck check, ProbeConnection call)
            throws IOException {
        BodyReading reading = new BodyReading(check.expected().bodyLimit(), response.getCode(), call.took());
        call.hears(reading);
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
