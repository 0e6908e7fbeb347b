package io.dogwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class EngineAddressTest {

    @Test
    void aUnixSocketIsAPath() {
        assertThat(EngineAddress.of(EngineSettings.of("local", "unix:///var/run/docker.sock"))
                        .socket())
                .contains(Path.of("/var/run/docker.sock"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://10.0.0.1:2375",
                "tcp://engine.example:2375",
                "tcp://127.0.0.1.evil.example:2375",
                "tcp://localhost.evil.example:2375",
                "tcp://[fd00::1]:2375"
            })
    void plainTcpToAnotherMachineIsRefusedUnlessAllowed(String endpoint) {
        assertThatThrownBy(() -> EngineAddress.of(EngineSettings.of("far", endpoint)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is a remote endpoint without TLS");
        assertThat(EngineAddress.of(settings(endpoint, false, true)).socket()).isEmpty();
        assertThat(EngineAddress.of(settings(endpoint, true, false)).target().getSchemeName())
                .isEqualTo("https");
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://127.0.0.1:2375, http://127.0.0.1:2375, ''",
        "tcp://localhost, http://localhost:2375, ''",
        "tcp://[::1]:99/proxy/, http://[::1]:99, /proxy"
    })
    void plainTcpToThisMachineIsAllowed(String endpoint, String target, String prefix) {
        EngineAddress address = EngineAddress.of(EngineSettings.of("near", endpoint));

        assertThat(address.target().toURI()).isEqualTo(target);
        assertThat(address.prefix()).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "docker.sock", "unix://", "unix://var/run/docker.sock", "tcp://", "ssh://host", "tcp://a b"})
    void whatIsNoEndpointIsSaidInOneSentence(String endpoint) {
        assertThatThrownBy(() -> EngineAddress.of(EngineSettings.of("x", endpoint)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + endpoint + "\"");
    }

    private static EngineSettings settings(String endpoint, boolean tls, boolean allowed) {
        return new EngineSettings(
                "x", endpoint, tls ? Optional.of(Path.of("/tls")) : Optional.empty(), allowed, Duration.ofSeconds(1));
    }
}
