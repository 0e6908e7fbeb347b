package io.dogwatch.probe;

import java.util.List;
import java.util.Optional;

/**
 * The address used for a container port, for display.
 *
 * @param taken the address and how it was found, such as {@code 172.17.0.2:80 (own address in network bridge)}; empty
 *     if none is known
 * @param trouble why no address is known; empty otherwise
 * @param passedOver the unused addresses, each with the reason
 */
public record PortRoutes(Optional<String> taken, String trouble, List<String> passedOver) {

    public PortRoutes {
        passedOver = List.copyOf(passedOver);
    }

    static PortRoutes of(Resolution resolution, List<String> passedOver) {
        return switch (resolution) {
            case Resolution.Address address -> new PortRoutes(Optional.of(address.toString()), "", passedOver);
            case Resolution.Unknown unknown -> new PortRoutes(Optional.empty(), unknown.detail(), passedOver);
        };
    }
}
