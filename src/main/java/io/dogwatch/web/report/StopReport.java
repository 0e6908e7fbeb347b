package io.dogwatch.web.report;

import io.dogwatch.hold.StopSwitch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The global stop, as the API answers it and the pages show it.
 *
 * @param disabled whether it is on, for whichever reason
 * @param configured whether the configuration says so, which only an edit of that ends
 * @param file whether the file RESTARTS_DISABLED is there
 * @param createdBy of the file; absent if it is not known
 * @param line who and why, for people; empty when it is off
 */
public record StopReport(
        boolean disabled,
        boolean configured,
        boolean file,
        @Nullable String createdBy,
        @Nullable String comment,
        @Nullable Instant at,
        String line) {

    /** What is shown of how it stands. */
    public static StopReport of(StopSwitch.Standing standing) {
        return new StopReport(
                standing.isOn(),
                standing.configured(),
                standing.note().isPresent(),
                standing.note()
                        .map(StopSwitch.Note::createdBy)
                        .filter(by -> !by.isEmpty())
                        .orElse(null),
                standing.note()
                        .map(StopSwitch.Note::comment)
                        .filter(why -> !why.isEmpty())
                        .orElse(null),
                standing.note().flatMap(StopSwitch.Note::at).orElse(null),
                standing.line());
    }
}
