package io.dogwatch.model;

import io.dogwatch.model.Policy.Hook;
import java.time.Duration;
import java.util.List;

/** The part of {@link EffectiveValues} about the policy. */
final class PolicyValues {

    private final EffectiveValues values;

    PolicyValues(EffectiveValues values) {
        this.values = values;
    }

    void add(Policy policy) {
        values.add("policy.mode", policy.mode().wireName());
        values.add("policy.announce", policy.announce());
        values.add("policy.team", policy.team().orElse("none"));
        values.add("policy.startPeriod", DurationText.text(policy.startPeriod()));
        values.add("policy.restartDelay", DurationText.text(policy.restartDelay()));
        values.add("policy.recoveryTimeout", DurationText.text(policy.recoveryTimeout()));
        values.add("policy.failWhen", policy.quorum().wireName());
        remedy(policy.restart());
        backoff(policy.backoff());
        values.add("policy.budget.restarts", policy.budget().restarts());
        values.add("policy.budget.window", DurationText.text(policy.budget().window()));
        values.add("policy.budget.quarantine", DurationText.text(policy.budget().quarantine()));
        values.add("policy.giveUpAfter", policy.giveUpAfter());
        values.add("policy.crashLoop.crashes", policy.crashLoop().crashes());
        values.add(
                "policy.crashLoop.window", DurationText.text(policy.crashLoop().window()));
        values.add("policy.crashLoop.stop", policy.crashLoop().stop());
        flapping(policy.flapping());
        policy.diagnostic()
                .ifPresent(its -> values.add("policy.evidence.command", command(its.command(), its.timeout())));
    }

    private void remedy(Policy.Remedy remedy) {
        values.add(
                "policy.remedy.timeout",
                remedy.timeout().map(DurationText::text).orElse("the container's stop timeout and 15s"));
        values.add("policy.remedy.kill", remedy.kill());
        hooks("policy.remedy.before", remedy.before());
        hooks("policy.remedy.after", remedy.after());
    }

    private void hooks(String key, List<Hook> hooks) {
        values.add(key, hooks.stream().map(PolicyValues::hook).toList());
    }

    /** Its arguments may hold a secret. */
    private static String hook(Hook hook) {
        return command(hook.command(), hook.timeout());
    }

    private static String command(List<String> command, Duration timeout) {
        int arguments = command.size() - 1;
        return command.getFirst() + " ("
                + (arguments == 0 ? "" : arguments == 1 ? "1 argument, " : arguments + " arguments, ")
                + "at most " + DurationText.text(timeout) + ")";
    }

    private void backoff(Policy.Backoff backoff) {
        values.add("policy.backoff.initial", DurationText.text(backoff.initial()));
        values.add("policy.backoff.factor", ByteSizes.number(backoff.factor()));
        values.add("policy.backoff.cap", DurationText.text(backoff.cap()));
        values.add("policy.backoff.jitter", ByteSizes.share(backoff.jitter()));
        values.add("policy.backoff.resetAfter", DurationText.text(backoff.resetAfter()));
    }

    private void flapping(Policy.Flapping flapping) {
        if (flapping.changes() == 0) {
            values.add("policy.flapping", "off");
            return;
        }
        values.add("policy.flapping.changes", flapping.changes());
        values.add("policy.flapping.low", ByteSizes.share(flapping.low()));
        values.add("policy.flapping.high", ByteSizes.share(flapping.high()));
    }
}
