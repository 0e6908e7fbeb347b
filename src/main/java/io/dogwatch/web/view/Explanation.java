package io.dogwatch.web.view;

import io.dogwatch.judge.Reason;
import io.dogwatch.model.Phase;
import io.dogwatch.web.request.ChoiceParam;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that there is to say about one target: how it stands, why, what holds it, and what would happen next. The API
 * answers it, the page shows the most important of it, and the command line writes it out.
 *
 * @param at the moment that all durations count from
 * @param source why it is watched: {@code rule 2}, {@code label} or {@code found}
 * @param mode {@code heal} or {@code observe}
 * @param container as the engine last described it
 * @param restart what is being done to it, or whose outcome is not known
 * @param values everything that was configured for it, with where each value comes from
 * @param decisions the newest first, at most {@value Explainer#DECISIONS}
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
     * The engine it lives on.
     *
     * @param trouble why it cannot be asked; empty when it can
     */
    public record EngineStatus(
            boolean connected,
            Instant since,
            String trouble,
            @Nullable String version) {}

    /**
     * Where it stands.
     *
     * @param forSeconds how long it has been so
     * @param failure what is wrong, one line; absent when nothing is
     * @param incident the open one's id
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
     * A remedy that is under way, or whose outcome is not known.
     *
     * @param action such as {@code kill-start}
     * @param text one sentence for people
     */
    public record RestartAttempt(String id, String action, int attempt, Instant decidedAt, String why, String text) {}

    /** @param source such as {@code default}, {@code rule 2} or {@code label dogwatch.budget.restarts} */
    public record EffectiveValue(String key, String value, String source) {}
}
