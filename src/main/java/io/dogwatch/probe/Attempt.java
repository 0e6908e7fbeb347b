package io.dogwatch.probe;

import io.dogwatch.target.Outcome;
import java.util.Optional;

/**
 * What one attempt found, and where it asked.
 *
 * @param address the address asked and how it was found, for people, such as {@code 172.17.0.2:80 (own address in
 *     network bridge)}; empty when none was found
 */
public record Attempt(Outcome outcome, Optional<String> address) {}
