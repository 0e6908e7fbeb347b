package io.dogwatch.probe;

import io.dogwatch.model.Cause;
import io.dogwatch.model.GrpcCheck;
import io.dogwatch.model.Outcome;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * Queries the service grpc.health.v1 of a server for the health of one of its services. Thread-safe; blocks the
 * calling thread.
 */
final class GrpcProber {

    /** Ten times the size of a plausible response. */
    private static final int BODY_LIMIT = 1024;

    private final TlsUpgrade securing;

    GrpcProber(TlsUpgrade securing) {
        this.securing = securing;
    }

    Outcome probe(GrpcCheck check, ProbeConnection call) throws IOException, HttpException {
        Socket socket = call.connect();
        if (check.tls().isPresent()) {
            socket = H2Exchange.requireHttp2(securing.secure(
                    call, socket, check.tls().get(), call.address().literal(), H2Exchange.PROTOCOLS));
        }
        H2Exchange exchange = new H2Exchange(socket.getInputStream(), socket.getOutputStream());
        ClassicHttpResponse response = exchange.ask(head(check, call), GrpcHealth.request(check.service()));
        call.enter(ProbeConnection.Stage.READING);
        if (response.getCode() != 200) {
            throw new Mismatch(Cause.UNEXPECTED_STATUS, "HTTP status " + response.getCode() + " (gRPC: 200)");
        }
        byte[] body = response.getEntity() == null
                ? new byte[0]
                : response.getEntity().getContent().readNBytes(BODY_LIMIT);
        requireOk(check, response.getHeaders(), exchange.trailers());
        String word = GrpcHealth.status(body);
        if (!word.equals(GrpcHealth.SERVING)) {
            throw new Mismatch(Cause.NOT_SERVING, named(check) + " reports " + word);
        }
        return Outcome.healthy(call.took());
    }

    private static List<Header> head(GrpcCheck check, ProbeConnection call) {
        return List.of(
                new BasicHeader(":method", "POST"),
                new BasicHeader(":scheme", check.tls().isPresent() ? "https" : "http"),
                new BasicHeader(
                        ":authority",
                        check.tls().flatMap(tls -> tls.serverName()).orElseGet(call.address()::hostAndPort)),
                new BasicHeader(":path", "/grpc.health.v1.Health/Check"),
                new BasicHeader("te", "trailers"),
                new BasicHeader("content-type", "application/grpc"),
                new BasicHeader("user-agent", "grpc-dogwatch"),
                new BasicHeader("grpc-timeout", Math.min(call.timeout().toMillis(), 99_999_999) + "m"));
    }

    /** A response without a body carries the status in its headers. */
    private static void requireOk(GrpcCheck check, Header[] head, List<Header> trailers) throws Mismatch {
        String status = find("grpc-status", head, trailers)
                .orElseThrow(() -> Mismatch.answer("the response has no grpc-status, so it is not gRPC"));
        String message = find("grpc-message", head, trailers)
                .map(text -> ": " + HttpProbeResponse.cut(text))
                .orElse("");
        switch (status) {
            case "0" -> {}
            case "5" ->
                throw new Mismatch(
                        Cause.NOT_SERVING, "the server does not know " + named(check) + " (NOT_FOUND" + message + ")");
            case "12" ->
                throw Mismatch.answer("the server has no service grpc.health.v1.Health (UNIMPLEMENTED" + message + ")");
            default -> throw Mismatch.answer("grpc-status " + GrpcHealth.code(status) + message);
        }
    }

    private static String named(GrpcCheck check) {
        return check.service().isEmpty() ? "the server" : "the service " + check.service();
    }

    private static Optional<String> find(String name, Header[] head, List<Header> trailers) {
        return Stream.concat(trailers.stream(), Stream.of(head))
                .filter(line -> line.getName().equalsIgnoreCase(name))
                .map(Header::getValue)
                .findFirst();
    }
}
