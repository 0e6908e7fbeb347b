package io.dogwatch.web.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dogwatch.model.DurationText;
import io.dogwatch.silence.Silence;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.silence.SilenceSchedule;
import io.dogwatch.silence.SilenceSpec;
import io.dogwatch.web.request.ChoiceParam;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A silence, a maintenance window or a pause, as the API and the pages show it.
 *
 * @param kind maintenance, silence or pause
 * @param state active, upcoming or expired
 * @param configured whether it comes from the configuration file
 * @param scope the selected targets as text
 * @param duration the length of each occurrence of a recurring one, such as {@code 2h}; {@code for} in the API
 * @param restarts hold or allow
 * @param notifications mute or send
 * @param watching pause or go-on
 * @param activeUntil the end of the current occurrence
 * @param nextStart the start of the next occurrence
 */
public record SilenceReport(
        String id,
        @ChoiceParam({"maintenance", "silence", "pause"}) String kind,
        @ChoiceParam({"active", "upcoming", "expired"}) String state,
        boolean configured,
        String scope,
        @Nullable String host,
        @Nullable String name,
        @Nullable String label,
        @Nullable String project,
        @Nullable String service,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String cron,
        @JsonProperty("for") @Nullable String duration,
        @Nullable String timeZone,
        @ChoiceParam({"hold", "allow"}) String restarts,
        @ChoiceParam({"mute", "send"}) String notifications,
        @ChoiceParam({"go-on", "pause"}) String watching,
        String createdBy,
        String comment,
        Instant madeAt,
        @Nullable Instant endedAt,
        @Nullable Instant activeUntil,
        @Nullable Instant nextStart) {

    /** In display order. */
    static final List<String> STATES = List.of("active", "upcoming", "expired");

    /** Returns all silences: active, then upcoming, then expired; each group newest first. */
    static List<SilenceReport> list(SilenceRegistry holds, Instant now) {
        return holds.windows().reversed().stream()
                .map(window -> of(window, now))
                .sorted(Comparator.comparingInt(report -> STATES.indexOf(report.state())))
                .toList();
    }

    /** Returns the report of one silence at the given time. */
    public static SilenceReport of(Silence window, Instant now) {
        SilenceSpec order = window.order();
        Optional<SilenceSchedule.Once> once =
                order.when() instanceof SilenceSchedule.Once it ? Optional.of(it) : Optional.empty();
        Optional<SilenceSchedule.Recurring> recurring =
                order.when() instanceof SilenceSchedule.Recurring it ? Optional.of(it) : Optional.empty();
        Optional<Instant> activeUntil = window.endIfOn(now);
        Optional<Instant> nextBegin = window.nextBegin(now);
        return new SilenceReport(
                window.id(),
                order.word(),
                activeUntil.isPresent() ? "active" : nextBegin.isPresent() ? "upcoming" : "expired",
                window.isConfigured(),
                order.scope().toString(),
                order.scope().host().orElse(null),
                order.scope().match().name().orElse(null),
                order.scope().match().label().orElse(null),
                order.scope().match().project().orElse(null),
                order.scope().match().service().orElse(null),
                once.map(SilenceSchedule.Once::from).orElse(null),
                once.map(SilenceSchedule.Once::until).orElse(null),
                recurring.map(it -> it.cron().toString()).orElse(null),
                recurring.map(it -> DurationText.text(it.length())).orElse(null),
                recurring.map(it -> it.zone().getId()).orElse(null),
                order.holdsRestarts() ? "hold" : "allow",
                order.mutesNotifications() ? "mute" : "send",
                order.pausesWatching() ? "pause" : "go-on",
                order.createdBy(),
                order.comment(),
                window.madeAt(),
                window.endedAt().orElse(null),
                activeUntil.orElse(null),
                nextBegin.orElse(null));
    }
}
