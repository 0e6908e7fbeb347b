package io.dogwatch.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The compose example names only files that are there, and opens nothing to others. It is not started here. */
class ComposeExampleTest {

    private static final Path FOLDER = Path.of("examples/compose");

    private final JsonNode services = Yaml.read(FOLDER.resolve("compose.yml")).get("services");

    @Test
    void everyFileThatIsMountedIsThereAndReadOnly() {
        for (JsonNode service : services) {
            for (JsonNode volume : service.get("volumes")) {
                String[] parts = volume.asText().split(":");
                if (parts[0].startsWith(".")) {
                    assertThat(FOLDER.resolve(parts[0])).as(volume.asText()).exists();
                    assertThat(parts[2]).isEqualTo("ro");
                }
            }
        }
    }

    @Test
    void everyPortIsOnLoopbackAndNoServiceGainsPrivileges() {
        for (JsonNode service : services) {
            service.path("ports").forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
            assertThat(service.get("security_opt").toString()).contains("no-new-privileges:true");
        }
    }

    @Test
    void onlyTheProxySeesTheSocketAndOnlyDogwatchSeesTheProxy() {
        services.properties().forEach(service -> {
            boolean hasSocket = service.getValue().get("volumes").toString().contains("docker.sock");
            boolean isOnEngine = service.getValue().get("networks").toString().contains("engine");
            assertThat(hasSocket).isEqualTo(service.getKey().equals("socket"));
            assertThat(isOnEngine).isEqualTo(service.getKey().matches("socket|dogwatch"));
        });
    }

    @Test
    void grafanaFindsTheDashboardsWhereTheProviderLooks() {
        String path = Yaml.read(Path.of("grafana/provisioning/dashboards/dogwatch.yml"))
                .at("/providers/0/options/path")
                .asText();

        assertThat(services.at("/grafana/volumes").toString()).contains("../../grafana/dashboards:" + path + ":ro");
        assertThat(services.at("/grafana/environment/PROMETHEUS_URL").asText()).isEqualTo("http://prometheus:9090");
        assertThat(Yaml.files("grafana/dashboards", ".json")).isNotEmpty();
    }

    @Test
    void theScrapeJobIsCalledAsTheRulesExpect() {
        JsonNode job = Yaml.read(FOLDER.resolve("prometheus.yml"))
                .get("scrape_configs")
                .get(0);

        assertThat(job.get("job_name").asText()).isEqualTo("dogwatch");
        assertThat(Files.exists(FOLDER.resolve("alertmanager.yml"))).isTrue();
    }
}
