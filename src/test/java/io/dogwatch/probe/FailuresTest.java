package io.dogwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import io.dogwatch.probe.Resolution.Address;
import io.dogwatch.probe.Resolution.Route;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an exception says of the container before there is a connection, and what only of ourselves. */
class FailuresTest {

    private static final Address ADDRESS =
            new Address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 80), Route.OWN_ADDRESS, "bridge");

    private final Deadlines deadlines = new Deadlines();

    @AfterEach
    void close() {
        deadlines.close();
    }

    private Outcome connecting(IOException e) throws IOException {
        try (ProbeConnection call = new ProbeConnection(deadlines, Duration.ofSeconds(60), ADDRESS, Duration.ZERO)) {
            return Failures.of(e, call);
        }
    }

    private static Cause cause(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unhealthy unhealthy -> unhealthy.cause();
            case Outcome.Inconclusive inconclusive -> inconclusive.cause();
            case Outcome.Healthy healthy -> throw new AssertionError(healthy);
        };
    }

    @Test
    void aResetBeforeTheKernelIsAskedWhetherItIsConnectedIsTheServers() throws IOException {
        Outcome outcome = connecting(new SocketException("Connection reset by peer"));

        assertThat(cause(outcome)).isEqualTo(Cause.CONNECTION_CLOSED);
        assertThat(outcome).isInstanceOf(Outcome.Unhealthy.class);
    }

    @Test
    void whatTheOtherSideRefusesIsItsFailure() throws IOException {
        assertThat(cause(connecting(new ConnectException("Connection refused"))))
                .isEqualTo(Cause.CONNECTION_REFUSED);
        assertThat(cause(connecting(new ConnectException("Connection timed out"))))
                .isEqualTo(Cause.TIMED_OUT);
        assertThat(cause(connecting(new NoRouteToHostException("No route to host"))))
                .isEqualTo(Cause.UNREACHABLE);
    }

    @Test
    void whatThisMachineLacksSaysNothingOfTheContainer() throws IOException {
        assertThat(connecting(new BindException("Cannot assign requested address")))
                .isInstanceOf(Outcome.Inconclusive.class);
        assertThat(connecting(new SocketException("Too many open files"))).isInstanceOf(Outcome.Inconclusive.class);
    }
}
