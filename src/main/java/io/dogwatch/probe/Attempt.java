package io.dogwatch.probe;

import io.dogwatch.model.Outcome;
import java.util.Optional;

/**
 * The outcome of one attempt and the address it used.
 *
 * @param address the address and how it was found, for display, such as
 *     {@code 172.17.0.2:80 (own address in network bridge)}; empty if no address was found
 * @param phases the duration of each phase; all zero for checks that do not use the network
 * @param certificate the presented certificate that expires first; empty without TLS
 */
public record Attempt(Outcome outcome, Optional<String> address, Phases phases, Optional<Certificate> certificate) {

    /** Creates an attempt that did not use the network. */
    public Attempt(Outcome outcome, Optional<String> address) {
        this(outcome, address, Phases.NONE, Optional.empty());
    }
}
