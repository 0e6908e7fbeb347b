package io.dogwatch.web.view;

import io.dogwatch.judge.ResolvedDependency;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.TargetView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reasons why Dogwatch does not restart a target now.
 *
 * @param lines one sentence per reason; empty if nothing blocks restarts
 * @param muted whether notifications are muted
 * @param dependencies the containers it depends on
 * @param dependents the targets that fail because of it
 */
public record RestartBlockers(
        List<String> lines,
        List<Hold> holds,
        boolean muted,
        List<DependencyStatus> dependencies,
        List<String> dependents) {

    /** @param until when it expires automatically */
    public record Hold(
            String reason,
            String meaning,
            String detail,
            @Nullable Instant until) {}

    /** @param status {@code healthy}, {@code degraded} or {@code failing} */
    public record DependencyStatus(String host, String name, String via, String status) {}

    static RestartBlockers of(TargetView view, TimeFormat times) {
        TargetContext context = view.state().circumstances();
        List<String> lines = new ArrayList<>();
        if (!view.watch().faults().isEmpty()) {
            lines.add("Its labels are invalid, so it is in observe mode.");
        } else if (view.watch().policy().mode() == Policy.Mode.OBSERVE) {
            lines.add("Observe mode: Dogwatch never restarts it.");
        }
        context.holds().forEach(hold -> lines.add(line(hold, times)));
        context.parents().forEach(dependency -> {
            switch (dependency.status()) {
                case FAILING -> lines.add("Its dependency " + name(dependency) + " is failing and must recover first.");
                case DEGRADED -> lines.add("Its dependency " + name(dependency) + " may be failing.");
                case HEALTHY -> {}
            }
        });
        return new RestartBlockers(
                lines,
                context.holds().stream().map(RestartBlockers::hold).toList(),
                context.muted(),
                context.parents().stream().map(RestartBlockers::dependency).toList(),
                context.children().stream()
                        .map(TargetId::name)
                        .map(name -> PlainText.line(name, 256))
                        .toList());
    }

    private static String line(io.dogwatch.judge.Hold hold, TimeFormat times) {
        String meaning = hold.reason().meaning();
        String until = hold.until()
                .map(at -> ", until " + times.absolute(at) + " (" + times.relative(at) + ")")
                .orElse("");
        String detail = PlainText.line(hold.detail(), 256);
        return meaning.substring(0, 1).toUpperCase(Locale.ROOT)
                + meaning.substring(1)
                + until
                + (detail.isEmpty() ? "." : ": " + detail);
    }

    private static Hold hold(io.dogwatch.judge.Hold hold) {
        return new Hold(
                hold.reason().wireName(),
                hold.reason().meaning(),
                PlainText.line(hold.detail(), 512),
                hold.until().orElse(null));
    }

    private static DependencyStatus dependency(ResolvedDependency dependency) {
        return new DependencyStatus(
                dependency.target().host(),
                name(dependency),
                dependency.via().wireName(),
                dependency.status().name().toLowerCase(Locale.ROOT));
    }

    private static String name(ResolvedDependency dependency) {
        return PlainText.line(dependency.target().name(), 256);
    }
}
