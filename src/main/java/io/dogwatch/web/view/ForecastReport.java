package io.dogwatch.web.view;

import io.dogwatch.judge.Action;
import io.dogwatch.judge.Failure;
import io.dogwatch.judge.Forecast;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetState;
import io.dogwatch.model.Phase;
import io.dogwatch.model.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The expected next steps of a target if nothing changes.
 *
 * @param text such as {@code in 38 s: restart (attempt 3), if http site keeps failing}
 */
public record ForecastReport(String text, List<Step> steps) {

    /**
     * One expected decision.
     *
     * @param action {@code open}, {@code quarantine}, {@code close}, {@code settle}, or an action such as {@code restart}
     * @param attempt the number of the restart since the target was last healthy; absent for other steps
     */
    public record Step(
            Instant at,
            double inSeconds,
            String action,
            @Nullable Integer attempt,
            String text) {}

    public ForecastReport {
        steps = List.copyOf(steps);
    }

    /**
     * Converts a forecast to text.
     *
     * @param state the state on which the forecast is based
     * @param now the reference time of waits
     */
    public static ForecastReport of(Forecast forecast, TargetState state, Instant now) {
        List<Step> steps = forecast.steps().stream()
                .map(step -> ForecastReport.step(step, now))
                .toList();
        String text = steps.isEmpty() ? "nothing" + whyNothing(state) : sentence(forecast.steps(), now);
        return new ForecastReport(text, steps);
    }

    private static Step step(Forecast.Step step, Instant now) {
        double seconds = CheckReport.seconds(Duration.between(now, step.at()));
        return switch (step) {
            case Forecast.Step.Opens opens -> new Step(step.at(), seconds, "open", null, words(step));
            case Forecast.Step.Acts acts ->
                new Step(step.at(), seconds, acts.action().wireName(), acts.attempt(), words(step));
            case Forecast.Step.GivesUp givesUp -> new Step(step.at(), seconds, "quarantine", null, words(step));
            case Forecast.Step.Closes closes -> new Step(step.at(), seconds, "close", null, words(step));
            case Forecast.Step.Settles settles -> new Step(step.at(), seconds, "settle", null, words(step));
        };
    }

    /** Joins simultaneous decisions to one clause, and clauses in chronological order. */
    private static String sentence(List<Forecast.Step> steps, Instant now) {
        List<String> clauses = new ArrayList<>();
        for (int i = 0; i < steps.size(); ) {
            Forecast.Step first = steps.get(i);
            StringBuilder clause = new StringBuilder(TimeFormat.ahead(Duration.between(now, first.at()))).append(": ");
            String provided = "";
            for (int begin = i; i < steps.size() && steps.get(i).at().equals(first.at()); i++) {
                clause.append(i > begin ? " and " : "").append(words(steps.get(i)));
                provided = condition(steps.get(i)).orElse(provided);
            }
            clauses.add(first.at().isAfter(now) ? clause.append(provided).toString() : clause.toString());
        }
        return String.join("; ", clauses);
    }

    private static String words(Forecast.Step step) {
        return switch (step) {
            case Forecast.Step.Opens opens -> "open an incident";
            case Forecast.Step.Acts acts -> words(acts.action()) + " (attempt " + acts.attempt() + ")";
            case Forecast.Step.GivesUp givesUp ->
                "quarantine it"
                        + givesUp.until()
                                .map(until -> " for " + TimeFormat.span(Duration.between(givesUp.at(), until)))
                                .orElse("")
                        + " (" + givesUp.reason().wireName() + ")";
            case Forecast.Step.Closes closes ->
                "close the incident (" + closes.outcome().wireName() + ")";
            case Forecast.Step.Settles settles -> "verify the result of the last " + words(settles.action());
        };
    }

    private static String words(Action action) {
        return switch (action) {
            case RESTART -> "restart";
            case KILL_START -> "kill and start";
            case STOP -> "stop";
            case START -> "start";
        };
    }

    private static Optional<String> condition(Forecast.Step step) {
        return switch (step) {
            case Forecast.Step.Opens opens -> Optional.of(goesOn(opens.failure()));
            case Forecast.Step.Acts acts -> acts.failure().map(ForecastReport::goesOn);
            case Forecast.Step.GivesUp givesUp -> givesUp.failure().map(ForecastReport::goesOn);
            case Forecast.Step.Closes closes ->
                closes.outcome() == Reason.RECOVERED ? Optional.of(", if all checks keep passing") : Optional.empty();
            case Forecast.Step.Settles settles -> Optional.empty();
        };
    }

    private static String goesOn(Failure failure) {
        return failure.kind().equals("state")
                ? ", if its state does not change"
                : ", if " + PlainText.line(Explainer.title(failure.check(), failure.kind()), 128) + " keeps failing";
    }

    private static String whyNothing(TargetState state) {
        if (!state.engineReachable()) {
            return " until the Docker engine responds";
        }
        if (state.ledger().intent().isPresent()) {
            return " until the restart in progress has ended";
        }
        return state.phase() == Phase.HEALTHY
                ? ", as long as its checks pass"
                : ": " + state.reason().meaning();
    }
}
