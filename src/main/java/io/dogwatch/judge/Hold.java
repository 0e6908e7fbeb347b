package io.dogwatch.judge;

import java.time.Instant;
import java.util.Optional;

/**
 * A condition outside the target that blocks actions on it.
 *
 * @param reason MAINTENANCE, RESTARTS_DISABLED or BREAKER_OPEN
 * @param detail one readable line, such as the creator and the comment; may be empty
 * @param until automatic end, if known
 */
public record Hold(Reason reason, String detail, Optional<Instant> until) {}
