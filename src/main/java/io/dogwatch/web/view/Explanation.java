package io.dogwatch.web.view;

import io.dogwatch.judge.Reason;
import io.dogwatch.model.Phase;
import io.dogwatch.web.request.ChoiceParam;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Explanation of one target: its state and reason, its blockers and the expected next steps. Returned by the API,
 * summarized on the page and printed by the command line.
 *
 * @param at the reference time of all durations
 * @param source why it is watched: {@code rule 2}, {@code label} or {@code found}
 * @param mode {@code heal} or {@code observe}
 * @param container as last reported by the engine
 * @param restart a restart in progress or with an unknown result
 * @param values the configured values with their sources
 * @param decisions newest first, at most {@value Explainer#DECISIONS}
 */
public record Explanation(
        Instant at,
        String host,
        String name,
        String source,
        @ChoiceParam({"heal", "observe"}) String mode,
        boolean required,
        List<String> labelFaults,
        @Nullable ContainerReport container,
        EngineStatus engine,
        Status status,
        ForecastReport next,
        RestartBlockers held,
        CheckPace pace,
        @Nullable RestartAttempt restart,
        List<CheckStatus> checks,
        List<EffectiveValue> values,
        List<FactReport> decisions) {

    /**
     * The engine of the target.
     *
     * @param error why it is unreachable; empty if connected
     */
    public record EngineStatus(
            boolean connected,
            Instant since,
            String error,
            @Nullable String version) {}

    /**
     * The current state.
     *
     * @param forSeconds the time in this phase
     * @param failure one line; absent without a failure
     * @param incident the id of the open incident
     */
    public record Status(
            @ChoiceParam(words = Phase.class) String phase,
            @ChoiceParam(words = Reason.class) String reason,
            String reasonMeaning,
            Instant since,
            double forSeconds,
            @Nullable String failure,
            @Nullable String incident) {}

    /**
     * A restart in progress or with an unknown result.
     *
     * @param action such as {@code kill-start}
     * @param text one sentence
     */
    public record RestartAttempt(
            String id, String action, int attempt, Instant decidedAt, String reason, String text) {}

    /** @param source such as {@code default}, {@code rule 2} or {@code label dogwatch.budget.restarts} */
    public record EffectiveValue(String key, String value, String source) {}
}
