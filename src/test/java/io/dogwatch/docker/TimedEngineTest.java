package io.dogwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimedEngineTest {

    private final List<String> told = new ArrayList<>();
    private final CallListener listener = new CallListener() {
        @Override
        public void answered(String host, CallKind call, Duration took) {
            told.add(host + " " + call.wireName() + " answered" + (took.isNegative() ? " before it was asked" : ""));
        }

        @Override
        public void failed(String host, CallKind call, Duration took, EngineException.Kind kind) {
            told.add(host + " " + call.wireName() + " " + kind);
        }
    };

    @Test
    void theAnswerIsReported() {
        Engine timed = new TimedEngine(answering(), listener);

        timed.ping();
        timed.restart("abc", Duration.ofSeconds(10), Duration.ofSeconds(25));

        assertThat(told).containsExactly("local ping answered", "local restart answered");
    }

    @Test
    void aFailureIsReportedAndPropagated() {
        Engine timed = new TimedEngine(failing(EngineException.Kind.UNREACHABLE), listener);

        assertThatThrownBy(() -> timed.inspect("abc")).isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> timed.kill("abc", "SIGKILL")).isInstanceOf(EngineException.class);

        assertThat(told).containsExactly("local inspect UNREACHABLE", "local kill UNREACHABLE");
    }

    private static Engine answering() {
        return engine(() -> {});
    }

    private static Engine failing(EngineException.Kind kind) {
        return engine(() -> {
            throw new EngineException(kind, "no");
        });
    }

    /** Of each call only that it is made matters here. */
    private static Engine engine(Runnable call) {
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (self, method, arguments) -> {
                    if (method.getName().equals("host")) {
                        return "local";
                    }
                    call.run();
                    return null;
                });
    }
}
