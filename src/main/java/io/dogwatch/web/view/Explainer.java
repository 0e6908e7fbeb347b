package io.dogwatch.web.view;

import io.dogwatch.docker.EngineVersion;
import io.dogwatch.journal.Fact;
import io.dogwatch.judge.Failure;
import io.dogwatch.judge.Forecast;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Intent;
import io.dogwatch.model.EffectiveValues;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.AddressView;
import io.dogwatch.supervise.HostView;
import io.dogwatch.supervise.TargetView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Creates explanations. A pure function of its arguments. */
public final class Explainer {

    /** Maximum number of decisions. */
    static final int DECISIONS = 20;

    private Explainer() {}

    /**
     * @param host the host of the target; empty if unknown
     * @param addresses the known addresses of its probed checks
     * @param facts of the target, newest first
     */
    static Explanation explain(
            TargetView view, Optional<HostView> host, List<AddressView> addresses, List<Fact> facts) {
        TargetId id = view.watch().target();
        TimeFormat times = TimeFormat.seenFrom(view.at());
        Forecast forecast = Forecast.of(view.watch(), view.state(), newest(view), view.at());
        return new Explanation(
                view.at(),
                id.host(),
                PlainText.line(id.name(), 256),
                view.watch().source(),
                view.watch().policy().mode().name().toLowerCase(Locale.ROOT),
                view.watch().required(),
                view.watch().faults().stream()
                        .map(fault -> PlainText.line(fault, 512))
                        .toList(),
                view.state().container().map(ContainerReport::of).orElse(null),
                engine(view, host),
                status(view),
                ForecastReport.of(forecast, view.state(), view.at()),
                RestartBlockers.of(view, times),
                CheckPace.of(view, times),
                view.state()
                        .ledger()
                        .intent()
                        .map(it -> restartAttempt(it, view, times))
                        .orElse(null),
                view.watch().checks().stream()
                        .map(check -> CheckStatus.of(
                                check,
                                view,
                                addresses.stream()
                                        .filter(address -> address.check().equals(check.name()))
                                        .findFirst()))
                        .toList(),
                EffectiveValues.of(view.watch()).stream()
                        .map(row -> new Explanation.EffectiveValue(
                                PlainText.line(row.key(), 256),
                                PlainText.line(row.value(), 512),
                                PlainText.line(row.source(), 256)))
                        .toList(),
                facts.stream().limit(DECISIONS).map(FactReport::of).toList());
    }

    /** Returns the newest outcomes of the probed checks, from which a forecast starts. */
    public static Map<String, Forecast.Newest> newest(TargetView view) {
        Map<String, Forecast.Newest> newest = new HashMap<>();
        view.lastProbes().forEach((check, last) -> newest.put(check, new Forecast.Newest(last.at(), last.outcome())));
        return newest;
    }

    /** Returns the display name of a check: {@code http site}, or just {@code state}. */
    static String title(String check, String kind) {
        return check.equals(kind) ? kind : kind + " " + check;
    }

    private static Explanation.EngineStatus engine(TargetView view, Optional<HostView> host) {
        return host.map(it -> new Explanation.EngineStatus(
                        it.connected(),
                        it.since(),
                        PlainText.line(it.trouble(), 512),
                        it.version().map(EngineVersion::engine).orElse(null)))
                .orElseGet(() -> new Explanation.EngineStatus(
                        view.state().engineReachable(), view.state().since(), "", null));
    }

    private static Explanation.Status status(TargetView view) {
        Instant since = view.state().since();
        return new Explanation.Status(
                view.state().phase().wireName(),
                view.state().reason().wireName(),
                view.state().reason().meaning(),
                since,
                CheckReport.seconds(Duration.between(since, view.at())),
                view.state()
                        .failure()
                        .map(Failure::line)
                        .map(line -> PlainText.line(line, Outcome.MAX_DETAIL))
                        .orElse(null),
                view.state().ledger().incident().map(Incident::id).orElse(null));
    }

    private static Explanation.RestartAttempt restartAttempt(Intent intent, TargetView view, TimeFormat times) {
        String begun = intent.action().wireName() + " (attempt " + intent.attempt() + "), decided "
                + times.relative(intent.decidedAt());
        String text =
                view.state().intentInFlight() ? begun + ", is in progress." : begun + ": the result is not known yet.";
        return new Explanation.RestartAttempt(
                intent.id(),
                intent.action().wireName(),
                intent.attempt(),
                intent.decidedAt(),
                PlainText.line(intent.why(), Outcome.MAX_DETAIL),
                text);
    }
}
