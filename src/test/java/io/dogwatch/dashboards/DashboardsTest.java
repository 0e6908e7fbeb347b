package io.dogwatch.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The dashboards are what their sources say. {@code bin/dashboards} writes them anew. */
class DashboardsTest {

    private static final boolean WRITE = Boolean.getBoolean("dogwatch.dashboards.write");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Test
    void everyDashboardIsWhatItsSourceSays() throws IOException {
        for (Path source : Yaml.files("grafana/sources", ".yml")) {
            ObjectNode board = Board.from(Yaml.read(source));
            Path dashboard = Path.of("grafana/dashboards", board.get("uid").asText() + ".json");
            String text = JSON.writeValueAsString(board) + "\n";
            if (WRITE) {
                Files.createDirectories(dashboard.getParent());
                Files.writeString(dashboard, text);
            }

            assertThat(Files.readString(dashboard))
                    .as(dashboard + " is not what " + source + " says: run bin/dashboards")
                    .isEqualTo(text);
        }
    }

    @Test
    void noDashboardIsLeftWhoseSourceIsGone() {
        List<String> wanted = Yaml.files("grafana/sources", ".yml").stream()
                .map(source -> Yaml.read(source).get("uid").asText() + ".json")
                .toList();

        assertThat(Yaml.files("grafana/dashboards", ".json"))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(wanted);
    }
}
