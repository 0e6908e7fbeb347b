package io.dogwatch.notify;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When people are not to be woken by a mere warning.
 *
 * @param from when they begin, each day
 * @param to when they end; on the next day, if that is earlier than when they begin
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

    /** @return when they end, if it is quiet now */
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
