package io.dogwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dogwatch.PrivateEngine;
import io.dogwatch.TestEngine;
import io.dogwatch.docker.EngineException.Kind;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What the engine's client does while a real engine is frozen, killed and back again. */
@NullMarked
class EngineOutageIT {

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    @Test
    void aFrozenAndAKilledEngineBlockNobodyAndTheSameClientGoesOnAfterwards() throws InterruptedException {
        try (PrivateEngine daemon = PrivateEngine.launch();
                TestEngine docker = TestEngine.at(daemon.endpoint());
                DockerJavaEngine engine = new DockerJavaEngine(
                        new EngineSettings("private", daemon.endpoint(), Optional.empty(), false, DEADLINE))) {
            TestEngine.Container container = docker.run(
                    "outage", List.of("--stop-timeout=1"), "sh", "-c", "while :; do echo tick; sleep 0.1; done");
            ContainerSnapshot snapshot = engine.inspect(container.id()).orElseThrow();
            BlockingQueue<String> log = new LinkedBlockingQueue<>();
            BlockingQueue<String> ends = new LinkedBlockingQueue<>();
            engine.events(Optional.empty(), event -> {}, reason -> ends.add("events: " + reason));
            Engine.Subscription follow = engine.followLog(
                    snapshot, Optional.empty(), 0, line -> log.add(line.text()), reason -> ends.add("log: " + reason));
            assertThat(log.poll(10, TimeUnit.SECONDS)).isEqualTo("tick");

            daemon.freeze();

            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    engine::ping,
                    engine::list,
                    () -> engine.inspect(container.id()),
                    () -> engine.start(container.id()),
                    () -> engine.top(container.id(), DEADLINE),
                    () -> engine.stats(container.id(), DEADLINE),
                    () -> engine.logTail(snapshot, 10, 1000, DEADLINE),
                    () -> engine.events(Optional.empty(), event -> {}, reason -> {}))) {
                long start = System.nanoTime();
                assertUnreachable(call);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plusSeconds(2));
            }
            assertThat(ends).isEmpty();
            long start = System.nanoTime();
            follow.close();
            System.out.println("follow of a frozen engine closed in " + (System.nanoTime() - start) / 1000 + "us");

            daemon.thaw();
            assertThat(engine.inspect(container.id())).isPresent();

            daemon.kill();

            assertThat(ends.poll(1, TimeUnit.SECONDS)).startsWith("events: ");
            assertUnreachable(engine::ping);
            assertUnreachable(() -> engine.restart(container.id(), Duration.ZERO, DEADLINE));

            daemon.start();

            engine.ping();
            assertThat(engine.inspect(container.id()).orElseThrow().status()).isEqualTo(ContainerStatus.EXITED);
            engine.start(container.id());
            assertThat(engine.inspect(container.id()).orElseThrow().status()).isEqualTo(ContainerStatus.RUNNING);
            assertThat(ends).isEmpty();
        }
    }

    private static void assertUnreachable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
    }
}
