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

    private static final Set<Cause> NO_ANSWER =
            Set.of(Cause.CONNECTION_REFUSED, Cause.CONNECTION_CLOSED, Cause.TIMED_OUT, Cause.UNREACHABLE);

    private final Addresses addresses;
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
        return switch (addresses.resolve(container, check.port())) {
            case Address address -> call(check, address, container, Duration.ofNanos(System.nanoTime() - began));
            case Resolution.Unknown unknown -> new Attempt(unknown.outcome(), Optional.empty());
        };
    }

    private Attempt call(Check.Reached check, Address address, ContainerSnapshot container, Duration resolved) {
        try (ProbeConnection call =
                new ProbeConnection(deadlines, check.schedule().timeout(), address, resolved)) {
            long began = System.nanoTime();
            Outcome outcome = inTime(ask(check, call), check.schedule().timeout(), System.nanoTime() - began);
            return new Attempt(
                    withListeners(outcome, check, container),
                    Optional.of(address.toString()),
                    call.phases(),
                    call.certificate());
        } catch (IOException e) {
            return new Attempt(
                    Outcome.inconclusive(Cause.PROBER_FAULT, "Dogwatch is shutting down"),
                    Optional.of(address.toString()));
        }
    }

    /**
     * An attempt that took longer than its timeout and the tolerance says nothing about the container: Dogwatch itself did
     * not get the processor in time to read a response that may have arrived.
     */
    private static Outcome inTime(Outcome outcome, Duration timeout, long tookNanos) {
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

    /** Adds the listeners inside the container to a failure without a response. */
    private Outcome withListeners(Outcome outcome, Check.Reached check, ContainerSnapshot container) {
        if (!(outcome instanceof Outcome.Unhealthy(Cause cause, String detail, Duration took))
                || !NO_ANSWER.contains(cause)) {
            return outcome;
        }
        return localProber
                .whoListens(container, check.port())
                .map(seen -> Outcome.unhealthy(cause, detail + "; " + seen, took))
                .orElse(outcome);
    }

    @Override
    public void close() {
        deadlines.close();
        http.close();
        addresses.close();
    }
}
