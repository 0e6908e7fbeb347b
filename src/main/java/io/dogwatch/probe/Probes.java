package io.dogwatch.probe;

import io.dogwatch.probe.Resolution.Address;
import io.dogwatch.target.Cause;
import io.dogwatch.target.Check;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.ExecCheck;
import io.dogwatch.target.GrpcCheck;
import io.dogwatch.target.HttpCheck;
import io.dogwatch.target.ListenCheck;
import io.dogwatch.target.Outcome;
import io.dogwatch.target.ResourceCheck;
import io.dogwatch.target.TcpCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The probers of all kinds behind one door. Does not bound how many attempts run at once; the caller does.
 *
 * <p>The time it takes to find the address (an inspect for {@code container:} modes, a name server for an engine on
 * another machine) comes on top of the check's timeout.
 */
public final class Probes implements Prober {

    private static final Logger LOG = LoggerFactory.getLogger(Probes.class);

    private static final Set<Cause> NOBODY_ANSWERS =
            Set.of(Cause.CONNECTION_REFUSED, Cause.CONNECTION_CLOSED, Cause.TIMED_OUT, Cause.UNREACHABLE);

    private final Addresses addresses;
    private final Deadlines deadlines = new Deadlines();
    private final HttpProber http;
    private final TcpProber tcp;
    private final Insider insider;

    /** @param addresses closed with this */
    public Probes(Addresses addresses, Insider insider) {
        this.addresses = addresses;
        this.insider = insider;
        Patterns patterns = new Patterns();
        this.http = new HttpProber(deadlines, patterns);
        this.tcp = new TcpProber(deadlines, patterns);
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
    public Ways ways(ContainerSnapshot container, int port) {
        return addresses.ways(container, port);
    }

    private Attempt attempt(Check.Probed check, ContainerSnapshot container) {
        try {
            return switch (check) {
                case Check.Reached reached -> reach(reached, container);
                case ListenCheck inside -> new Attempt(insider.probe(inside, container), Optional.empty());
                case ExecCheck inside -> new Attempt(insider.probe(inside, container), Optional.empty());
                case ResourceCheck inside -> new Attempt(insider.probe(inside, container), Optional.empty());
            };
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            // LinkageError: without a free file descriptor even a class that was not needed before cannot be loaded.
            return new Attempt(Outcome.inconclusive(Cause.PROBER_FAULT, e.toString()), Optional.empty());
        }
    }

    private Attempt reach(Check.Reached check, ContainerSnapshot container) {
        return switch (addresses.resolve(container, check.port())) {
            case Address address ->
                new Attempt(explained(ask(check, address), check, container), Optional.of(address.toString()));
            case Resolution.Unknown unknown -> new Attempt(unknown.outcome(), Optional.empty());
        };
    }

    private Outcome ask(Check.Reached check, Address address) {
        try {
            return switch (check) {
                case HttpCheck httpCheck -> http.probe(httpCheck, address);
                case TcpCheck tcpCheck -> tcp.probe(tcpCheck, address);
                case GrpcCheck grpcCheck -> Outcome.inconclusive(Cause.PROBER_FAULT, "not yet");
            };
        } catch (IOException e) {
            return Outcome.inconclusive(Cause.PROBER_FAULT, "Dogwatch is shutting down");
        }
    }

    /** Adds what can be seen from inside to a failure that shows only that nobody answers. */
    private Outcome explained(Outcome outcome, Check.Reached check, ContainerSnapshot container) {
        if (!(outcome instanceof Outcome.Unhealthy(Cause cause, String detail, Duration took))
                || !NOBODY_ANSWERS.contains(cause)) {
            return outcome;
        }
        return insider.whoListens(container, check.port())
                .map(seen -> Outcome.unhealthy(cause, detail + "; " + seen, took))
                .orElse(outcome);
    }

    @Override
    public void close() {
        deadlines.close();
        addresses.close();
    }
}
