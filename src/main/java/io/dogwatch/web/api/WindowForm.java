package io.dogwatch.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dogwatch.web.ask.Between;
import io.dogwatch.web.ask.OneOf;
import io.dogwatch.web.ask.Plea;
import jakarta.validation.constraints.Size;

/**
 * A window that is ordered: whom it is about, when it is on, and what it holds. It says of somebody ({@code name: "*"} is
 * all), and has an end: give {@code for}, or {@code until}, or {@code cron} with {@code for}. What it holds begins with a
 * maintenance: no remedies, no notices.
 *
 * @param host a configured host
 * @param name a glob of the container's name
 * @param label {@code key} or {@code key=value}, a glob
 * @param project a glob of the Compose project
 * @param service a glob of the Compose service
 * @param cron five fields, such as {@code 0 3 * * SUN}: it begins again and again, and lasts {@code for} each time
 * @param duration how long it lasts, from 1m to 30d
 * @param timeZone of {@code cron}, and of times without an offset
 * @param from when it begins, such as {@code 2026-12-01T22:00} or with an offset; now if nothing is said
 * @param until when it ends, 30 d after its beginning at most; not beside {@code for}
 * @param restarts whether Dogwatch acts meanwhile
 * @param notifications whether people are told meanwhile
 * @param watching whether anything is probed meanwhile; {@code pause} needs {@code hold} and {@code mute}
 * @param comment one line
 * @param createdBy who asks for it, one line; whoever has logged in or shows a token is that caller, whatever stands here
 */
record WindowForm(
        String host,
        @Size(max = 255) String name,
        @Size(max = 255) String label,
        @Size(max = 255) String project,
        @Size(max = 255) String service,
        String cron,

        @JsonProperty("for") @Between(least = "1m", most = "30d")
        String duration,

        String timeZone,
        String from,
        String until,
        @OneOf({"hold", "allow"}) String restarts,
        @OneOf({"mute", "send"}) String notifications,
        @OneOf({"go-on", "pause"}) String watching,
        @Size(max = Plea.MAX_COMMENT) String comment,
        @Size(max = Plea.MAX_CREATED_BY) String createdBy) {}
