package io.dogwatch.probe;

import io.dogwatch.probe.Resolution.Address;
import io.dogwatch.target.Cause;
import io.dogwatch.target.Check;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.HttpCheck;
import io.dogwatch.target.Outcome;
import io.dogwatch.target.TcpCheck;
import java.io.IOException;
import java.util.Optional;
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

    private final Addresses addresses;
    private final Deadlines deadlines = new Deadlines();
    private final HttpProber http;
    private final TcpProber tcp;

    /** @param addresses closed with this */
    public Probes(Addresses addresses) {
        this.addresses = addresses;
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
            return switch (addresses.resolve(container, check.port())) {
                case Address address -> new Attempt(ask(check, address), Optional.of(address.toString()));
                case Resolution.Unknown unknown -> new Attempt(unknown.outcome(), Optional.empty());
            };
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            // LinkageError: without a free file descriptor even a class that was not needed before cannot be loaded.
            return new Attempt(Outcome.inconclusive(Cause.PROBER_FAULT, e.toString()), Optional.empty());
        }
    }

    private Outcome ask(Check.Probed check, Address address) {
        try {
            return switch (check) {
                case HttpCheck httpCheck -> http.probe(httpCheck, address);
                case TcpCheck tcpCheck -> tcp.probe(tcpCheck, address);
            };
        } catch (IOException e) {
            return Outcome.inconclusive(Cause.PROBER_FAULT, "Dogwatch is shutting down");
        }
    }

    @Override
    public void close() {
        deadlines.close();
        addresses.close();
    }
}
