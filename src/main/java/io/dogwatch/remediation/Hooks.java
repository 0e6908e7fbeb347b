package io.dogwatch.remediation;

import io.dogwatch.evidence.Redaction;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Intent;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import io.dogwatch.remediation.HookReport.Moment;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the operator's commands around an action, one after the other; the hooks of one target never overlap. Their
 * results are reported and have no other effect. Thread-safe.
 */
public final class Hooks {

    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);

    private static final int MAX_OUTPUT = 4 * 1024;
    private static final int MAX_REASON = 300;

    /** The only variables that hooks inherit; Dogwatch's environment may contain secrets. */
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG");

    private final Redaction redaction;
    private final HookLog log;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<TargetId, CompletableFuture<Void>> latest = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /** @param log notified of each hook's end */
    public Hooks(Redaction redaction, HookLog log) {
        this.redaction = redaction;
        this.log = log;
    }

    /** Runs the hooks before the action. Blocks until all have ended. */
    void before(TargetId target, Intent intent, Policy.Remedy remedy) {
        enqueue(target, intent, Moment.BEFORE, remedy.before(), Map.of()).join();
    }

    /** Starts the hooks after the action and returns immediately. */
    void after(TargetId target, Intent intent, Policy.Remedy remedy, ActionResult result) {
        CompletableFuture<Void> _ =
                enqueue(target, intent, Moment.AFTER, remedy.after(), Map.of("DOGWATCH_RESULT", resultName(result)));
    }

    /** Kills running hooks and starts no more. */
    void close() {
        closing = true;
    }

    private CompletableFuture<Void> enqueue(
            TargetId target, Intent intent, Moment moment, List<Policy.Hook> hooks, Map<String, String> extra) {
        if (hooks.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Map<String, String> environment = environment(target, intent);
        environment.putAll(extra);
        CompletableFuture<Void> run = latest.compute(
                target,
                (id, last) -> (last == null ? CompletableFuture.<Void>completedFuture(null) : last)
                        .thenRunAsync(
                                () -> hooks.forEach(hook -> run(target, intent, moment, hook, environment)), threads));
        return run.whenComplete((done, failure) -> latest.remove(target, run));
    }

    private void run(TargetId target, Intent intent, Moment moment, Policy.Hook hook, Map<String, String> environment) {
        if (closing) {
            return;
        }
        HookProcess.Result result = new HookProcess(hook, environment, 4 * MAX_OUTPUT, () -> closing).run();
        HookReport report =
                new HookReport(moment, program(hook), clean(result.ending()), result.took(), text(result.output()));
        if (report.succeeded()) {
            LOG.info(
                    "hook finished target={} intent={} moment={} result=\"{}\"",
                    target,
                    intent.id(),
                    moment.wireName(),
                    report.line());
        } else {
            LOG.warn(
                    "hook finished target={} intent={} moment={} result=\"{}\"",
                    target,
                    intent.id(),
                    moment.wireName(),
                    report.line());
        }
        try {
            log.ended(target, intent, report);
        } catch (RuntimeException e) {
            LOG.warn("hook result save failed target={} intent={} error=\"{}\"", target, intent.id(), e.toString());
        }
    }

    private HookReport.Ending clean(HookReport.Ending ending) {
        return ending instanceof HookReport.Ending.NotStarted(String why)
                ? new HookReport.Ending.NotStarted(line(why))
                : ending;
    }

    private Map<String, String> environment(TargetId target, Intent intent) {
        Map<String, String> environment = new HashMap<>();
        for (String name : INHERITED) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.put("DOGWATCH_HOST", target.host());
        environment.put("DOGWATCH_CONTAINER", target.name());
        environment.put("DOGWATCH_CONTAINER_ID", intent.incarnation().containerId());
        environment.put("DOGWATCH_REASON", line(intent.why()));
        environment.put("DOGWATCH_ACTION", intent.action().wireName());
        environment.put("DOGWATCH_INCIDENT", intent.incidentId());
        return environment;
    }

    private static String program(Policy.Hook hook) {
        return hook.command().isEmpty() ? "" : PlainText.line(hook.command().getFirst(), MAX_REASON);
    }

    private String line(String text) {
        return redaction.of(PlainText.line(text, MAX_REASON));
    }

    /** Cut after the secrets are out: half a secret is not recognised. */
    private String text(String output) {
        byte[] clean = redaction.of(PlainText.block(output)).getBytes(StandardCharsets.UTF_8);
        int length = Math.min(clean.length, MAX_OUTPUT);
        return new String(clean, clean.length - length, length, StandardCharsets.UTF_8);
    }

    private static String resultName(ActionResult result) {
        return switch (result) {
            case ActionResult.Restarted restarted -> "restarted";
            case ActionResult.Stopped stopped -> "stopped";
            case ActionResult.Hung hung -> "hung";
            case ActionResult.Superseded superseded -> "superseded";
            case ActionResult.Failed failed -> "failed";
            case ActionResult.Undetermined undetermined -> "undetermined";
        };
    }
}
