package io.dogwatch.judge;

import java.time.Instant;
import java.util.Optional;

/**
 * Something outside of the target because of which nothing may be done to it now.
 *
 * @param reason MAINTENANCE, RESTARTS_DISABLED or BREAKER_OPEN
 * @param detail one line for people, such as who asked for it and why; may be empty
 * @param until when it ends by itself, if that is known
 */
public record Hold(Reason reason, String detail, Optional<Instant> until) {}
