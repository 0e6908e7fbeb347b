package io.dogwatch.web.view;

import io.dogwatch.judge.Forecast;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.model.Policy;
import io.dogwatch.supervise.TargetView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Restart limits of a target: backoff, budget and quarantine.
 *
 * @param attempt restarts since it was last healthy
 * @param quarantine absent unless quarantined
 */
public record CheckPace(
        int attempt,
        Backoff backoff,
        Budget budget,
        @Nullable Quarantine quarantine) {

    /**
     * The wait between restarts.
     *
     * @param notBefore the earliest next restart; absent if no wait applies
     */
    public record Backoff(@Nullable Instant notBefore, double waitSeconds, String text) {}

    /**
     * The restart budget.
     *
     * @param freeAt when the oldest restart leaves the window; absent if none was used
     */
    public record Budget(
            int allowed,
            int used,
            int remaining,
            double windowSeconds,
            @Nullable Instant freeAt,
            String text) {}

    public record Quarantine(
            String reason, String reasonMeaning, Instant since, Instant until, double remainingSeconds, String text) {}

    static CheckPace of(TargetView view, TimeFormat times) {
        PersistentState ledger = view.state().ledger();
        return new CheckPace(
                ledger.attempt(),
                backoff(view, times),
                budget(view.watch().policy().budget(), ledger.restarts(), view.at(), times),
                ledger.quarantine().map(it -> quarantine(it, view.at(), times)).orElse(null));
    }

    private static Backoff backoff(TargetView view, TimeFormat times) {
        PersistentState ledger = view.state().ledger();
        Optional<Instant> ends = Forecast.backoffEnds(view.watch(), ledger);
        Optional<Instant> ahead = ends.filter(view.at()::isBefore);
        if (ahead.isPresent()) {
            String text = "no restart before " + times.absolute(ahead.get()) + " ("
                    + TimeFormat.ahead(Duration.between(view.at(), ahead.get())) + ")";
            return new Backoff(ahead.get(), seconds(view.at(), ahead.get()), text);
        }
        String text =
                ends.isPresent() ? "the backoff after the last restart has elapsed" : "none before the next restart";
        return new Backoff(null, 0, text);
    }

    private static Budget budget(Policy.Budget budget, List<Instant> restarts, Instant now, TimeFormat times) {
        List<Instant> used = restarts.stream()
                .filter(at -> !at.isBefore(now.minus(budget.window())))
                .toList();
        int left = Math.max(0, budget.restarts() - used.size());
        Optional<Instant> freeAt = used.stream().findFirst().map(at -> at.plus(budget.window()));
        String text = left + " of " + budget.restarts() + " restarts left in " + TimeFormat.span(budget.window())
                + freeAt.map(at -> "; one more " + times.relative(at)).orElse("");
        return new Budget(
                budget.restarts(), used.size(), left, CheckReport.seconds(budget.window()), freeAt.orElse(null), text);
    }

    private static Quarantine quarantine(PersistentState.Quarantine quarantine, Instant now, TimeFormat times) {
        return new Quarantine(
                quarantine.reason().wireName(),
                quarantine.reason().meaning(),
                quarantine.since(),
                quarantine.until(),
                Math.max(0, seconds(now, quarantine.until())),
                "until " + times.absolute(quarantine.until()) + " (" + times.relative(quarantine.until())
                        + "), unless released earlier");
    }

    private static double seconds(Instant from, Instant to) {
        return CheckReport.seconds(Duration.between(from, to));
    }
}
