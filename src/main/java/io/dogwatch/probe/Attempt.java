package io.dogwatch.probe;

import io.dogwatch.model.Outcome;
import java.util.Optional;

/**
 * What one attempt found, and where it asked.
 *
 * @param address the address asked and how it was found, for people, such as {@code 172.17.0.2:80 (own address in
 *     network bridge)}; empty when none was found
 * @param phases where the time went; all zero for checks that are not asked over the network
 * @param certificate of those the server has shown, the one that expires first; empty without TLS
 */
public record Attempt(Outcome outcome, Optional<String> address, Phases phases, Optional<Certificate> certificate) {

    /** Of an attempt that did not get as far as the network. */
    public Attempt(Outcome outcome, Optional<String> address) {
        this(outcome, address, Phases.NONE, Optional.empty());
    }
}
