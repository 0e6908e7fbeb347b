package io.dogwatch.notify;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Daily period in which warnings are held.
 *
 * @param from the start of the period
 * @param to the end; on the next day if it is earlier than the start
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

    /** @return the end of the current period; empty outside of it */
    Optional<Instant> endIfQuiet(Instant now) {
        ZonedDateTime here = now.atZone(zone);
        LocalTime time = here.toLocalTime();
        boolean overnight = to.isBefore(from);
        boolean quiet =
                overnight ? !time.isBefore(from) || time.isBefore(to) : !time.isBefore(from) && time.isBefore(to);
        if (!quiet) {
            return Optional.empty();
        }
        boolean endsTomorrow = overnight && !time.isBefore(from);
        return Optional.of(here.toLocalDate()
                .plusDays(endsTomorrow ? 1 : 0)
                .atTime(to)
                .atZone(zone)
                .toInstant());
    }
}
