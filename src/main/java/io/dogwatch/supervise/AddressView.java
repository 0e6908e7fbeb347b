package io.dogwatch.supervise;

import io.dogwatch.probe.PortRoutes;
import java.util.List;
import java.util.Optional;

/**
 * Address used to reach the port of a check, for pages and the API.
 *
 * @param port inside the container
 * @param taken the address and how it was found; empty if none is known
 * @param trouble why no address is known; empty if one is
 * @param passedOver the rejected addresses, each with the reason
 */
public record AddressView(String check, int port, Optional<String> taken, String trouble, List<String> passedOver) {

    public AddressView {
        passedOver = List.copyOf(passedOver);
    }

    static AddressView of(String check, int port, PortRoutes ways) {
        return new AddressView(check, port, ways.taken(), ways.trouble(), ways.passedOver());
    }
}
