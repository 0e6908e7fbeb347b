package io.dogwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The engines of the other integration tests do what those rely on. */
@NullMarked
class TestEngineIT {

    @Test
    void aContainerRunsInTheTestImageAndIsGoneAfterClose() {
        TestEngine engine = TestEngine.connect();
        TestEngine.Container container =
                engine.run("fixture", List.of("--label", "a=b"), "sh", "-c", "echo hello; exec sleep 300");

        assertThat(engine.docker("inspect", "--format", "{{.State.Status}}", container.id()))
                .isEqualTo("running");
        assertThat(engine.docker("exec", container.id(), "wc", "-c", "/etc/group"))
                .isNotEmpty();

        engine.close();

        assertThat(engine.docker("ps", "--all", "--quiet", "--filter", "name=" + container.name()))
                .isEmpty();
    }

    @Test
    void withoutAnEngineItFailsInOneLine() {
        assertThatThrownBy(() -> TestEngine.at("unix:///nowhere/docker.sock"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No Docker engine answers at unix:///nowhere/docker.sock");
    }

    @Test
    void aPrivateEngineRunsContainersAndSurvivesBeingKilledFrozenAndRestarted() {
        try (PrivateEngine engine = PrivateEngine.launch();
                TestEngine docker = TestEngine.at(engine.endpoint())) {
            TestEngine.Container container = docker.run("private", List.of("--stop-timeout", "1"), "sleep", "300");
            String address = docker.docker(
                    "inspect", "--format", "{{.NetworkSettings.Networks.bridge.IPAddress}}", container.id());
            assertThat(address).startsWith("10.231.");

            engine.kill();
            assertThat(engine.isAlive()).isFalse();
            engine.start();
            docker.docker("start", container.id());

            engine.freeze();
            engine.thaw();
            assertThat(docker.docker("ps", "--quiet")).isNotEmpty();

            engine.restart();
            assertThat(docker.docker("ps", "--all", "--quiet")).isNotEmpty();
        }
    }
}
