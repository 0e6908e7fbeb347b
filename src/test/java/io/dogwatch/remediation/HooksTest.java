package io.dogwatch.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.evidence.Redaction;
import io.dogwatch.judge.Action;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Intent;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import io.dogwatch.remediation.HookReport.Ending;
import io.dogwatch.remediation.HookReport.Moment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real commands of this machine. */
@Timeout(30)
final class HooksTest {

    private static final TargetId WEB = new TargetId("local", "web");
    private static final Intent INTENT = new Intent(
            "local.web.r2",
            "local.web.1",
            new Incarnation("c".repeat(64), Instant.EPOCH),
            Action.KILL_START,
            1,
            Instant.EPOCH,
            "http site: $(reboot)\n\u001b[31m password=hunter2 `id`");

    private final BlockingQueue<HookReport> reports = new LinkedBlockingQueue<>();
    private final Hooks hooks = new Hooks(new Redaction(List.of()), (target, intent, report) -> reports.add(report));

    @Test
    void aHookReceivesOnlyItsVariables() {
        HookReport report = before("env");

        assertThat(report.succeeded()).isTrue();
        assertThat(report.output().lines())
                .filteredOn(line -> !line.matches("(PATH|HOME|LANG)=.*"))
                .containsExactlyInAnyOrder(
                        "DOGWATCH_HOST=local",
                        "DOGWATCH_CONTAINER=web",
                        "DOGWATCH_CONTAINER_ID=" + "c".repeat(64),
                        "DOGWATCH_REASON=http site: $(reboot) [31m password=[redacted] `id`",
                        "DOGWATCH_ACTION=kill-start",
                        "DOGWATCH_INCIDENT=local.web.1");
    }

    @Test
    void aHookAfterTheActionReceivesTheResult() throws InterruptedException {
        hooks.after(WEB, INTENT, remedy(List.of(), List.of(hook("env"))), new ActionResult.Hung("still"));

        HookReport report = next();
        assertThat(report.moment()).isEqualTo(Moment.AFTER);
        assertThat(report.output()).contains("DOGWATCH_RESULT=hung");
    }

    @Test
    void argumentsAreNotInterpretedByAShell() {
        assertThat(before("echo", "$HOME; `id`", "a  b").output()).isEqualTo("$HOME; `id` a  b\n");
    }

    @Test
    void standardInputIsEmpty() {
        assertThat(before("cat").ending()).isEqualTo(new Ending.Exited(0));
    }

    @Test
    void anExitCodeIsReported() {
        HookReport report = before("sh", "-c", "echo oh; echo no >&2; exit 3");

        assertThat(report.succeeded()).isFalse();
        assertThat(report.ending()).isEqualTo(new Ending.Exited(3));
        assertThat(report.output()).isEqualTo("oh\nno\n");
        assertThat(report.line()).matches("sh: exit code 3 after \\d+ ms: no");
    }

    @Test
    void aMissingProgramIsReported() {
        HookReport report = before("/no/such/program");

        assertThat(report.ending()).isInstanceOf(Ending.NotStarted.class);
        assertThat(report.line()).startsWith("/no/such/program: not started: ").contains("No such file");
    }

    @Test
    void anEmptyCommandIsReported() {
        assertThat(before().ending()).isInstanceOf(Ending.NotStarted.class);
    }

    @Test
    void theEndOfALongOutputIsKeptRedactedAndSanitized() {
        HookReport report = before("sh", "-c", "head -c 300000 /dev/zero; printf 'token=abc123 \\033[31m end'");

        assertThat(report.succeeded()).isTrue();
        assertThat(report.output())
                .endsWith("token=[redacted] \uFFFD[31m end")
                .doesNotContain("abc123")
                .satisfies(output ->
                        assertThat(output.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4 * 1024 + 2));
    }

    @Test
    void aHookIsKilledAtItsTimeoutWithItsDescendants() {
        HookReport report = before(new Policy.Hook(
                List.of("sh", "-c", "sh -c 'sleep 60 & echo $!; wait' & wait"), Duration.ofMillis(500)));

        assertThat(report.ending()).isEqualTo(new Ending.TimedOut());
        assertThat(report.took()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(10));
        long sleeper = Long.parseLong(report.output().strip());
        Awaitility.await("the hook's grandchild ends").until(() -> hasEnded(sleeper));
    }

    @Test
    void backgroundProcessesOfAHookAreNotAwaited() {
        HookReport report = before("sh", "-c", "sleep 5 & echo done");

        assertThat(report.ending()).isEqualTo(new Ending.Exited(0));
        assertThat(report.output()).isEqualTo("done\n");
        assertThat(report.took()).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void aHookWithEndlessOutputIsKilledAtItsTimeout() {
        HookReport report = before(new Policy.Hook(List.of("yes"), Duration.ofMillis(300)));

        assertThat(report.ending()).isEqualTo(new Ending.TimedOut());
        assertThat(report.output()).startsWith("y");
    }

    @Test
    void hooksRunSequentiallyAndContinueAfterAFailure() throws InterruptedException {
        hooks.before(
                WEB, INTENT, remedy(List.of(hook("false"), hook("sh", "-c", "sleep 0.2"), hook("true")), List.of()));

        assertThat(next().program()).isEqualTo("false");
        assertThat(next().program()).isEqualTo("sh");
        assertThat(next().program()).isEqualTo("true");
    }

    @Test
    void theHooksOfTheNextActionWaitForTheLastOnes() throws InterruptedException {
        hooks.after(
                WEB, INTENT, remedy(List.of(), List.of(hook("sh", "-c", "sleep 0.3"))), new ActionResult.Hung("still"));
        hooks.before(WEB, INTENT, remedy(List.of(hook("true")), List.of()));

        assertThat(next().moment()).isEqualTo(Moment.AFTER);
        assertThat(next().moment()).isEqualTo(Moment.BEFORE);
    }

    @Test
    void aShutdownKillsRunningHooks() throws InterruptedException {
        hooks.after(
                WEB,
                INTENT,
                remedy(List.of(), List.of(hook("sleep", "60"), hook("true"))),
                new ActionResult.Hung("still"));
        hooks.close();

        HookReport report = reports.poll(2, TimeUnit.SECONDS);
        assertThat(report == null || report.ending() instanceof Ending.Cancelled)
                .isTrue();
        assertThat(reports).isEmpty();
    }

    private HookReport before(String... command) {
        return before(hook(command));
    }

    private HookReport before(Policy.Hook hook) {
        hooks.before(WEB, INTENT, remedy(List.of(hook), List.of()));
        assertThat(reports).hasSize(1);
        return reports.remove();
    }

    private HookReport next() throws InterruptedException {
        HookReport report = reports.poll(10, TimeUnit.SECONDS);
        if (report == null) {
            throw new AssertionError("no hook has ended");
        }
        return report;
    }

    private static Policy.Hook hook(String... command) {
        return new Policy.Hook(List.of(command), Duration.ofSeconds(10));
    }

    private static Policy.Remedy remedy(List<Policy.Hook> before, List<Policy.Hook> after) {
        return new Policy.Remedy(Optional.empty(), true, before, after);
    }

    /** A killed process stays in the table until somebody has taken note of its end. */
    private static boolean hasEnded(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
        } catch (IOException e) {
            return true;
        }
    }
}
