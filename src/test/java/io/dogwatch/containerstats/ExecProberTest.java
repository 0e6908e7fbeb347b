package io.dogwatch.containerstats;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.docker.Commands;
import io.dogwatch.docker.EngineException;
import io.dogwatch.docker.EngineException.Kind;
import io.dogwatch.docker.ExecResult;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.ExecCheck;
import io.dogwatch.model.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command says about its container, and that a slow one is never started twice. */
class ExecProberTest {

    private final SettableClock clock = new SettableClock();
    private final FakeCommands commands = new FakeCommands();
    private final ExecProber prober = new ExecProber(commands, clock);

    private static final class FakeCommands implements Commands {
        private final List<String> started = new ArrayList<>();
        private ExecResult result = new ExecResult(OptionalInt.of(0), "", false);
        private boolean running;
        private @Nullable EngineException refusesCreate;
        private @Nullable EngineException failsStart;

        @Override
        public String createExec(String id, List<String> command, String user, Duration deadline) {
            if (refusesCreate != null) {
                throw refusesCreate;
            }
            return "exec-" + started.size();
        }

        @Override
        public ExecResult startExec(String execId, int outputLimit, Duration deadline) {
            started.add(execId);
            if (failsStart != null) {
                throw failsStart;
            }
            return result;
        }

        @Override
        public boolean isExecRunning(String execId, Duration deadline) {
            return running;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1   | exit code 1 (allowed: 0, 3): disk is broken
            126 | exit code 126, the command could not be started (allowed: 0, 3): disk is broken
            127 | exit code 127, the command was not found (allowed: 0, 3): disk is broken
            """)
    void anExitCodeThatIsNotAllowedIsReportedWithTheLastLine(int code, String detail) {
        commands.result = new ExecResult(OptionalInt.of(code), "checking\ndisk is broken\n\n", false);

        assertThat(probe()).isEqualTo(Outcome.unhealthy(Cause.COMMAND_FAILED, detail, Duration.ZERO));
    }

    @Test
    void allowedCodesAreHealthyIfTheOutputIsAsItMustBe() {
        commands.result = new ExecResult(OptionalInt.of(3), "lag 5\nok\n", false);

        assertThat(probe("^ok$", null)).isInstanceOf(Outcome.Healthy.class);
        assertThat(probe("^lag 0$", null))
                .isEqualTo(Outcome.unhealthy(
                        Cause.UNEXPECTED_OUTPUT, "the output does not match ^lag 0$: ok", Duration.ZERO));
        assertThat(probe(null, "^lag [1-9]"))
                .isEqualTo(
                        Outcome.unhealthy(Cause.UNEXPECTED_OUTPUT, "the output matches ^lag [1-9]: ok", Duration.ZERO));
    }

    @Test
    void aCommandThatRunsOnIsNotStartedTwice() {
        commands.result = new ExecResult(OptionalInt.empty(), "", false);
        assertThat(probe())
                .isEqualTo(Outcome.unhealthy(
                        Cause.TIMED_OUT, "the command did not finish within 3s and is still running", Duration.ZERO));

        commands.running = true;
        clock.pass(Duration.ofSeconds(40));
        assertThat(probe())
                .isEqualTo(Outcome.unhealthy(
                        Cause.TIMED_OUT,
                        "the command started 40 s ago is still running in the container, so it was"
                                + " not started again",
                        Duration.ZERO));
        assertThat(commands.started).containsExactly("exec-0");

        commands.running = false;
        commands.result = new ExecResult(OptionalInt.of(0), "", false);
        assertThat(probe()).isInstanceOf(Outcome.Healthy.class);
        assertThat(commands.started).containsExactly("exec-0", "exec-1");
    }

    @Test
    void aCommandWithAnUnansweredStartMayRun() {
        commands.failsStart = new EngineException(Kind.UNREACHABLE, "cut");
        assertThat(probe()).isEqualTo(Outcome.inconclusive(Cause.ENGINE_UNREACHABLE, "cut"));

        commands.failsStart = null;
        commands.running = true;
        assertThat(probe()).isInstanceOf(Outcome.Unhealthy.class);
        assertThat(commands.started).hasSize(1);
    }

    @Test
    void aRefusalSaysNothingAboutTheContainerAndWhatToAllow() {
        commands.refusesCreate = new EngineException(Kind.REJECTED, "exec in web: 403: Forbidden");

        assertThat(probe())
                .isEqualTo(Outcome.inconclusive(
                        Cause.NOT_VISIBLE,
                        "exec in web: 403: Forbidden; the socket proxy must allow POST /containers/*/exec, POST"
                                + " /exec/*/start and GET /exec/*/json (EXEC=1, POST=1)"));
    }

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE, ENGINE_UNREACHABLE",
        "NOT_FOUND, NOT_VISIBLE",
        "CONFLICT, NOT_VISIBLE",
        "ENGINE_FAULT, PROBER_FAULT",
        "REJECTED, NOT_VISIBLE"
    })
    void whatTheEngineCannotDoSaysNothing(Kind kind, Cause cause) {
        commands.refusesCreate = new EngineException(kind, "sorry");

        assertThat(probe()).isEqualTo(Outcome.inconclusive(cause, "sorry"));
    }

    private Outcome probe() {
        return probe(null, null);
    }

    private Outcome probe(@Nullable String matches, @Nullable String mustNotMatch) {
        ExecCheck check = new ExecCheck(
                Check.Terms.of("exec"),
                List.of("/check"),
                "",
                Set.of(0, 3),
                Optional.ofNullable(matches),
                Optional.ofNullable(mustNotMatch));
        return prober.probe(check, Boxes.running(7));
    }
}
