package io.dogwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.HealthProbe;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.ContainerSnapshot.Port;
import io.dogwatch.model.ContainerSnapshot.RestartPolicy;
import io.dogwatch.model.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class SnapshotReaderTest {

    private static final String FULL = """
            {"Id":"abc123","Created":"2026-11-24T06:00:00.5Z","Path":"sh","Args":["-c","sleep 1"],"Name":"/web",
             "State":{"Status":"running","Running":true,"OOMKilled":false,"Pid":42,"ExitCode":0,
               "StartedAt":"2026-11-24T06:00:01.000000001Z","FinishedAt":"0001-01-01T00:00:00Z",
               "Health":{"Status":"unhealthy","FailingStreak":3,"Log":[
                 {"Start":"2026-11-24T07:00:02.5+01:00","End":"2026-11-24T07:00:03+01:00","ExitCode":1,"Output":"no"}]}},
             "RestartCount":2,"LogPath":"/var/lib/docker/abc-json.log",
             "HostConfig":{"NetworkMode":"default","AutoRemove":true,"Links":["/db:/web/store","/db:/web/db","/mail:/web/mail"],
               "RestartPolicy":{"Name":"on-failure","MaximumRetryCount":5},
               "LogConfig":{"Type":"json-file","Config":{"max-size":"10m","splunk-token":"secret"}}},
             "Config":{"Tty":true,"Image":"nginx:1","Env":["PASSWORD=hunter2"],"StopTimeout":3,"StopSignal":"SIGQUIT",
               "Labels":{"dogwatch.enable":"true"},"ExposedPorts":{"80/tcp":{},"53/udp":{}}},
             "NetworkSettings":{"Ports":{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"},{"HostIp":"::","HostPort":"8080"}],
                 "443/tcp":null},
               "Networks":{"bridge":{"IPAddress":"172.17.0.2","GlobalIPv6Address":""},
                 "six":{"IPAddress":"","GlobalIPv6Address":"fd00::2"},"gone":{"IPAddress":"","GlobalIPv6Address":""}}}}
            """;

    @Test
    void everythingThatIsUsedIsRead() throws JsonProcessingException {
        ContainerSnapshot web = read(FULL);

        assertThat(web.id()).isEqualTo("abc123");
        assertThat(web.name()).isEqualTo("web");
        assertThat(web.image()).isEqualTo("nginx:1");
        assertThat(web.command()).isEqualTo("sh -c 'sleep 1'");
        assertThat(web.createdAt()).isEqualTo(Instant.parse("2026-11-24T06:00:00.5Z"));
        assertThat(web.status()).isEqualTo(ContainerStatus.RUNNING);
        assertThat(web.startedAt()).contains(Instant.parse("2026-11-24T06:00:01.000000001Z"));
        assertThat(web.finishedAt()).isEmpty();
        assertThat(web.pid()).isEqualTo(42);
        assertThat(web.health().status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(web.health().failingStreak()).isEqualTo(3);
        assertThat(web.health().log())
                .containsExactly(new HealthProbe(
                        Instant.parse("2026-11-24T06:00:02.5Z"), Instant.parse("2026-11-24T06:00:03Z"), 1, "no"));
        assertThat(web.restartPolicy()).isEqualTo(new RestartPolicy("on-failure", 5));
        assertThat(web.engineRestartCount()).isEqualTo(2);
        assertThat(web.stopTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(web.stopSignal()).isEqualTo("SIGQUIT");
        assertThat(web.autoRemove()).isTrue();
        assertThat(web.tty()).isTrue();
        assertThat(web.network().mode()).isEqualTo("bridge");
        assertThat(web.network().addresses()).isEqualTo(Map.of("bridge", "172.17.0.2", "six", "fd00::2"));
        assertThat(web.network().ports())
                .containsExactlyInAnyOrder(
                        new Port(80, "tcp", "0.0.0.0", 8080),
                        new Port(80, "tcp", "::", 8080),
                        new Port(443, "tcp", "", 0),
                        new Port(53, "udp", "", 0));
        assertThat(web.network().links()).containsExactly("db", "mail");
        assertThat(web.log().driver()).isEqualTo("json-file");
        assertThat(web.log().path()).isEqualTo("/var/lib/docker/abc-json.log");
        assertThat(web.labels()).isEqualTo(Map.of("dogwatch.enable", "true"));
    }

    @Test
    void secretsOfTheEnvironmentAndOfLogServicesStayOutside() throws JsonProcessingException {
        assertThat(read(FULL).toString()).doesNotContain("hunter2").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"State\":null,\"Config\":null,\"HostConfig\":null,\"NetworkSettings\":null}",
                "{\"HostConfig\":{\"Links\":null}}",
                "{\"HostConfig\":{\"Links\":[null,\"\",\"/\",\":/web/db\",{}]}}",
                "{\"State\":{\"Health\":{\"Status\":\"healthy\",\"Log\":null},\"StartedAt\":\"soon\"},"
                        + "\"Config\":{\"Labels\":null,\"StopTimeout\":null,\"ExposedPorts\":{\"x/tcp\":{},\"99999/tcp\":{}}},"
                        + "\"NetworkSettings\":{\"Ports\":{\"\":null,\"80\":[{}]},\"Networks\":{\"a\":null}}}"
            })
    void whatIsAbsentOrSpeltOtherwiseNeverThrows(String json) throws JsonProcessingException {
        ContainerSnapshot container = read(json);

        assertThat(container.startedAt()).isEmpty();
        assertThat(container.stopTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(container.restartPolicy()).isEqualTo(RestartPolicy.NO);
        assertThat(container.status()).isEqualTo(ContainerStatus.CREATED);
        assertThat(container.network().links()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "300, 300", "301, 300", "-1, 300"})
    void aStopTimeoutIsAtMostFiveMinutes(int said, int seconds) throws JsonProcessingException {
        assertThat(read("{\"Config\":{\"StopTimeout\":" + said + "}}").stopTimeout())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"Status\":\"stopping\",\"Running\":true', RUNNING",
        "'\"Status\":\"PAUSED\"', PAUSED",
        "'\"Running\":true,\"Paused\":true', PAUSED",
        "'\"Running\":true,\"Restarting\":true', RESTARTING",
        "'\"Dead\":true', DEAD",
        "'\"StartedAt\":\"2026-11-24T06:00:00Z\"', EXITED",
        "'\"StartedAt\":\"0001-01-01T00:00:00Z\"', CREATED"
    })
    void anUnknownStatusIsReadFromTheFlags(String state, ContainerStatus status) throws JsonProcessingException {
        assertThat(read("{\"State\":{" + state + "}}").status()).isEqualTo(status);
    }

    private static ContainerSnapshot read(String json) throws JsonProcessingException {
        return SnapshotReader.read(new ObjectMapper().readTree(json));
    }
}
