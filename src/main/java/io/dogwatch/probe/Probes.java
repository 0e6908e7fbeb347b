package io.dogwatch.probe;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ExecCheck;
import io.dogwatch.model.GrpcCheck;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.ListenCheck;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.ResourceCheck;
import io.dogwatch.model.TcpCheck;
import io.dogwatch.model.Tls;
import io.dogwatch.probe.Resolution.Address;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.core5.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delegates each check to the prober of its kind. Does not limit the number of concurrent attempts; the caller does.
 *
 * <p>The timeout of a check does not include finding the address (an inspect for {@code container:} modes, a name
 * server for a remote engine).
 */
public final class Probes implements Prober {

    /** The timer thread and the scheduler of a busy machine are late by some 10 ms; a throttled process by far more. */
    private static final Duration TOLERANCE = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(Probes.class);

    private static final Set<Cause> NO_CONNECTION =
            Set.of(Cause.CONNECTION_REFUSED, Cause.TIMED_OUT, Cause.UNREACHABLE);

    private final Addresses addresses;
    private final Contacts contacts = new Contacts();
    private final Deadlines deadlines = new Deadlines();
    private final HttpProber http;
    private final TcpProber tcp;
    private final GrpcProber grpc;
    private final TlsUpgrade securing;
    private final LocalProber localProber;

    /** @param addresses closed with this prober */
    public Probes(Addresses addresses, LocalProber localProber) {
        this(addresses, localProber, InstantSource.system());
    }

    /** @param clock the clock for the validity of certificates */
    Probes(Addresses addresses, LocalProber localProber, InstantSource clock) {
        this.addresses = addresses;
        this.localProber = localProber;
        this.securing = new TlsUpgrade(clock);
        Patterns patterns = new Patterns();
        this.http = new HttpProber(patterns, securing, deadlines);
        this.tcp = new TcpProber(patterns, securing);
        this.grpc = new GrpcProber(securing);
    }

    @Override
    public Attempt probe(Check.Probed check, ContainerSnapshot container) {
        Attempt attempt = attempt(check, container);
        LOG.debug(
                "probe target={} check={} address={} outcome={}",
                container.name(),
                check.name(),
                attempt.address().orElse("none"),
                attempt.outcome());
        return attempt;
    }

    @Override
    public PortRoutes ways(ContainerSnapshot container, int port) {
        return addresses.ways(container, port);
    }

    private Attempt attempt(Check.Probed check, ContainerSnapshot container) {
        try {
            return switch (check) {
                case Check.Reached reached -> reach(reached, container);
                case ListenCheck local -> new Attempt(localProber.probe(local, container), Optional.empty());
                case ExecCheck local -> new Attempt(localProber.probe(local, container), Optional.empty());
                case ResourceCheck local -> new Attempt(localProber.probe(local, container), Optional.empty());
            };
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            // LinkageError: without a free file descriptor, a class that was not loaded before cannot be loaded.
            return new Attempt(Outcome.inconclusive(Cause.PROBER_FAULT, e.toString()), Optional.empty());
        }
    }

    private Attempt reach(Check.Reached check, ContainerSnapshot container) {
        long began = System.nanoTime();
        List<Resolution> found = addresses.routes(container, check.port());
        if (found.getFirst() instanceof Resolution.Unknown unknown) {
            return new Attempt(unknown.outcome(), Optional.empty());
        }
        List<Address> routes = contacts.inOrder(
                container, check.port(), found.stream().map(Address.class::cast).toList());
        return call(check, routes, container, Duration.ofNanos(System.nanoTime() - began));
    }

    private Attempt call(Check.Reached check, List<Address> routes, ContainerSnapshot container, Duration resolved) {
        Duration timeout = check.schedule().timeout();
        try (ProbeConnection call = new ProbeConnection(deadlines, timeout, routes.getFirst(), resolved)) {
            long began = System.nanoTime();
            Result result = tryInTurn(check, routes, container, call);
            Outcome inTime = inTime(result.outcome, timeout, System.nanoTime() - began);
            return new Attempt(
                    confirmed(inTime, check, container, result.address),
                    Optional.of(result.address.toString()),
                    call.phases(),
                    call.certificate());
        } catch (IOException e) {
            return new Attempt(
                    Outcome.inconclusive(Cause.PROBER_FAULT, "Dogwatch is shutting down"),
                    Optional.of(routes.getFirst().toString()));
        }
    }

    private record Result(Address address, Outcome outcome) {

        boolean isRefused() {
            return outcome instanceof Outcome.Unhealthy failed && failed.cause() == Cause.CONNECTION_REFUSED;
        }
    }

    /**
     * Tries the addresses until one accepts a connection. A server may listen in one family only, and an address that never
     * answered may not be reachable from here.
     */
    private Result tryInTurn(
            Check.Reached check, List<Address> routes, ContainerSnapshot container, ProbeConnection call) {
        Optional<Result> first = Optional.empty();
        for (Address route : routes) {
            if (first.isPresent()) {
                if (!mayFollow(first.get(), route, check, container) || call.end() != Deadlines.End.NONE) {
                    continue;
                }
                call.moveTo(route, "");
            }
            Result result = new Result(route, ask(check, call));
            boolean isAccepted = isAccepted(result.outcome, call);
            if (isAccepted || !result.isRefused()) {
                contacts.add(container, check.port(), route, isAccepted);
            }
            // A refusal by the container itself is decisive: docker-proxy accepts on the published port in any case.
            boolean isDecisive = first.filter(Result::isRefused)
                    .filter(refused -> refused.address.route() != Resolution.Route.PUBLISHED_PORT)
                    .isEmpty();
            if (isAccepted && (isDecisive || result.outcome instanceof Outcome.Healthy)) {
                return result;
            }
            first = first.or(() -> Optional.of(result));
        }
        return first.orElseThrow();
    }

    private boolean mayFollow(Result failed, Address next, Check.Reached check, ContainerSnapshot container) {
        return !contacts.has(container, check.port(), failed.address)
                || (failed.isRefused() && next.route() == failed.address.route());
    }

    /** Returns whether the server accepted the connection, or the attempt says nothing about that. */
    private static boolean isAccepted(Outcome outcome, ProbeConnection call) {
        return call.stage() != ProbeConnection.Stage.CONNECTING
                || !call.route().isEmpty()
                || !(outcome instanceof Outcome.Unhealthy failed && NO_CONNECTION.contains(failed.cause()));
    }

    /**
     * Returns a failure only if it says something about the container: the address still belongs to it, and can be reached
     * from here.
     */
    private Outcome confirmed(Outcome outcome, Check.Reached check, ContainerSnapshot container, Address address) {
        if (!(outcome instanceof Outcome.Unhealthy(Cause cause, String detail, Duration took))) {
            return outcome;
        }
        if (address.route() == Resolution.Route.OWN_ADDRESS) {
            try {
                if (!addresses.isCurrent(container, check.port(), address)) {
                    return Outcome.inconclusive(
                            Cause.NO_ADDRESS,
                            address.hostAndPort() + " is no longer the address of container " + container.name() + " ("
                                    + detail + ")");
                }
            } catch (RuntimeException e) {
                return Outcome.inconclusive(
                        Cause.ENGINE_UNREACHABLE,
                        "cannot verify that " + address.hostAndPort() + " still belongs to container "
                                + container.name() + ": " + e.getMessage());
            }
        }
        if (cause != Cause.CONNECTION_CLOSED && !NO_CONNECTION.contains(cause)) {
            return outcome;
        }
        Optional<LocalProber.Listening> inside = localProber.whoListens(container, check.port());
        String full = detail + inside.map(seen -> "; " + seen.text()).orElse("");
        // On loopback, the kernel drops connections only if the queue of a listener is full.
        boolean isContact = cause == Cause.CONNECTION_CLOSED
                || contacts.has(container, check.port(), address)
                || (cause == Cause.TIMED_OUT && address.route() == Resolution.Route.HOST_NETWORK);
        // A refusal by a published port comes from this machine, not from the container.
        boolean isKnown = cause == Cause.CONNECTION_REFUSED && address.route() != Resolution.Route.PUBLISHED_PORT;
        return isContact || inside.map(seen -> !seen.onNetwork()).orElse(isKnown)
                ? Outcome.unhealthy(cause, full, took)
                : Outcome.inconclusive(
                        Cause.NOT_VISIBLE,
                        full + "; " + address.hostAndPort() + " has never accepted a connection from here");
    }

    /**
     * An attempt that took longer than its timeout and the tolerance says nothing about the container: Dogwatch itself did
     * not get the processor in time to read a response that may have arrived.
     */
    static Outcome inTime(Outcome outcome, Duration timeout, long tookNanos) {
        Duration took = Duration.ofNanos(tookNanos);
        return outcome instanceof Outcome.Unhealthy && took.compareTo(timeout.plus(TOLERANCE)) > 0
                ? Outcome.inconclusive(
                        Cause.PROBER_FAULT,
                        "Dogwatch ran too slowly: the attempt took " + took.toMillis() + " ms, its timeout is "
                                + timeout.toMillis() + " ms")
                : outcome;
    }

    private Outcome ask(Check.Reached check, ProbeConnection call) {
        try {
            Outcome outcome =
                    switch (check) {
                        case HttpCheck httpCheck -> http.probe(httpCheck, call);
                        case TcpCheck tcpCheck -> tcp.probe(tcpCheck, call);
                        case GrpcCheck grpcCheck -> grpc.probe(grpcCheck, call);
                    };
            if (call.end() != Deadlines.End.NONE) {
                throw new IOException("it ended at the timeout");
            }
            return withRedirect(
                    outcome instanceof Outcome.Healthy ? checkValidity(outcome, check, call) : outcome, call);
        } catch (IOException | HttpException e) {
            return withRedirect(Failures.of(e, call), call);
        }
    }

    /** Fails a healthy outcome if a certificate expires within the required number of days. */
    private Outcome checkValidity(Outcome healthy, Check.Reached check, ProbeConnection call) {
        Optional<Tls> tls =
                switch (check) {
                    case HttpCheck httpCheck -> httpCheck.tls();
                    case TcpCheck tcpCheck -> tcpCheck.tls();
                    case GrpcCheck grpcCheck -> grpcCheck.tls();
                };
        return tls.flatMap(asked -> securing.validityProblem(call, asked)).orElse(healthy);
    }

    /** Marks a failure after a redirect, because it is not the container's own response. */
    private static Outcome withRedirect(Outcome outcome, ProbeConnection call) {
        return !call.route().isEmpty()
                        && outcome instanceof Outcome.Unhealthy(Cause cause, String detail, Duration took)
                ? Outcome.unhealthy(cause, call.route() + ": " + detail, took)
                : outcome;
    }

    @Override
    public void close() {
        deadlines.close();
        http.close();
        addresses.close();
    }
}
