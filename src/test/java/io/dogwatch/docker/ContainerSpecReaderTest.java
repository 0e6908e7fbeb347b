package io.dogwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dogwatch.model.ContainerSpec;
import org.junit.jupiter.api.Test;

final class ContainerSpecReaderTest {

    private static final String INSPECT = """
            {"Id": "abc", "Image": "sha256:11", "Path": "nginx", "Args": ["-g", "daemon off;"],
             "Config": {"Image": "nginx:1", "User": "www", "Env": ["DB_URL=%s", "PATH=/bin", "EMPTY"],
                        "Labels": {"com.docker.compose.project": "shop", "team.token": "%s",
                                   "traefik.http.middlewares.a.basicauth.users": "me:%s"}},
             "HostConfig": {"NetworkMode": "shop_default", "Memory": 268435456, "NanoCpus": 1500000000, "PidsLimit": 100,
                            "RestartPolicy": {"Name": "on-failure", "MaximumRetryCount": 3}, "Privileged": false,
                            "PortBindings": {"80/tcp": [{"HostIp": "127.0.0.1", "HostPort": "8080"}]},
                            "LogConfig": {"Type": "splunk", "Config": {"splunk-token": "%s", "mode": "non-blocking"}}},
             "NetworkSettings": {"Networks": {"shop_default": {"NetworkID": "0123456789abcdef", "IPAddress": "172.18.0.2"}}},
             "Mounts": [{"Type": "bind", "Source": "/srv/data", "Destination": "/data", "RW": false},
                        {"Type": "volume", "Name": "cache", "Source": "/var/lib/docker/x", "Destination": "/cache"}]}""";

    private final SpecFingerprints fingerprints = new SpecFingerprints();

    @Test
    void whatMattersIsReadInAnOrderForPeople() {
        ContainerSpec makeup = read("one");

        assertThat(makeup.parts())
                .containsEntry("image", "nginx:1")
                .containsEntry("image id", "sha256:11")
                .containsEntry("command", "nginx -g 'daemon off;'")
                .containsEntry("restart policy", "on-failure:3")
                .containsEntry("network shop_default", "id 0123456789ab")
                .containsEntry("port 80/tcp", "published at 127.0.0.1:8080")
                .containsEntry("mount /data", "bind /srv/data, read-only")
                .containsEntry("mount /cache", "volume cache")
                .containsEntry("limit memory", "256MiB")
                .containsEntry("limit cpus", "1.5")
                .containsEntry("limit pids", "100")
                .containsEntry("log mode", "non-blocking")
                .containsEntry("label com.docker.compose.project", "shop")
                .doesNotContainKey("privileged");
        assertThat(makeup.parts().keySet()).startsWith("image", "image id", "command");
    }

    @Test
    void valuesOfTheEnvironmentAndOfUnknownLabelsAreNowhere() {
        ContainerSpec makeup = read("c4n4ry");

        assertThat(makeup.toString()).doesNotContain("c4n4ry", "/bin");
        assertThat(makeup.hidden().keySet())
                .containsExactlyInAnyOrder(
                        "environment DB_URL",
                        "environment EMPTY",
                        "environment PATH",
                        "label team.token",
                        "label traefik.http.middlewares.a.basicauth.users");
    }

    @Test
    void anotherValueHasAnotherFingerprintWhichNoOtherProcessMakes() {
        assertThat(read("one").hidden()).isEqualTo(read("one").hidden());
        assertThat(read("one").hidden().get("environment DB_URL"))
                .isNotEqualTo(read("two").hidden().get("environment DB_URL"));
        assertThat(new SpecFingerprints().of("one")).isNotEqualTo(fingerprints.of("one"));
    }

    @Test
    void anEmptyAnswerIsAnEmptyMakeup() {
        assertThat(ContainerSpecReader.read(JsonMapper.builder().build().createObjectNode(), fingerprints))
                .isEqualTo(ContainerSpec.UNKNOWN);
    }

    private ContainerSpec read(String secret) {
        try {
            return ContainerSpecReader.read(
                    JsonMapper.builder().build().readTree(INSPECT.replace("%s", secret)), fingerprints);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
