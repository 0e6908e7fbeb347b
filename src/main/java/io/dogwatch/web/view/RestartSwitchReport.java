package io.dogwatch.web.view;

import io.dogwatch.silence.RestartSwitch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether restarts are disabled, as the API and the pages show it.
 *
 * @param disabled whether restarts are disabled by the configuration or by the file
 * @param configured whether the configuration disables them
 * @param file whether the file RESTARTS_DISABLED exists
 * @param createdBy the author in the file; absent if unknown
 * @param summary author and comment as text; empty while restarts are enabled
 */
public record RestartSwitchReport(
        boolean disabled,
        boolean configured,
        boolean file,
        @Nullable String createdBy,
        @Nullable String comment,
        @Nullable Instant at,
        String summary) {

    /** Converts the state of the switch. */
    public static RestartSwitchReport of(RestartSwitch.Standing standing) {
        return new RestartSwitchReport(
                standing.isOn(),
                standing.configured(),
                standing.note().isPresent(),
                standing.note()
                        .map(RestartSwitch.Note::createdBy)
                        .filter(by -> !by.isEmpty())
                        .orElse(null),
                standing.note()
                        .map(RestartSwitch.Note::comment)
                        .filter(why -> !why.isEmpty())
                        .orElse(null),
                standing.note().flatMap(RestartSwitch.Note::at).orElse(null),
                standing.line());
    }
}
