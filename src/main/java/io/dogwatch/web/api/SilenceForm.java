package io.dogwatch.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dogwatch.web.request.ChoiceParam;
import io.dogwatch.web.request.Requester;
import io.dogwatch.web.request.TimeRange;
import jakarta.validation.constraints.Size;

/**
 * A silence, a maintenance window or a pause. It selects targets ({@code name: "*"} selects all) and has an end: {@code for},
 * {@code until}, or {@code cron} with {@code for}. By default it is a maintenance window: it blocks restarts and mutes
 * notifications.
 *
 * @param host a configured host
 * @param name a glob of the container's name
 * @param label {@code key} or {@code key=value}, a glob
 * @param project a glob of the Compose project
 * @param service a glob of the Compose service
 * @param cron five fields, such as {@code 0 3 * * SUN}: it starts at each match and lasts {@code for}
 * @param duration its length, from 1m to 30d
 * @param timeZone of {@code cron}, and of times without an offset
 * @param from its start, such as {@code 2026-12-01T22:00} or with an offset; default now
 * @param until its end, at most 30 d after its start; conflicts with {@code for}
 * @param restarts whether restarts are blocked
 * @param notifications whether notifications are muted
 * @param watching whether checks run; {@code pause} requires {@code hold} and {@code mute}
 * @param comment one line
 * @param createdBy the author, one line; ignored for a caller with a session or a token
 */
record SilenceForm(
        String host,
        @Size(max = 255) String name,
        @Size(max = 255) String label,
        @Size(max = 255) String project,
        @Size(max = 255) String service,
        String cron,

        @JsonProperty("for") @TimeRange(least = "1m", most = "30d")
        String duration,

        String timeZone,
        String from,
        String until,
        @ChoiceParam({"hold", "allow"}) String restarts,
        @ChoiceParam({"mute", "send"}) String notifications,
        @ChoiceParam({"go-on", "pause"}) String watching,
        @Size(max = Requester.MAX_COMMENT) String comment,
        @Size(max = Requester.MAX_CREATED_BY) String createdBy) {}
