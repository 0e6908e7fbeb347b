package io.dogwatch.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Prometheus of Debian's as a process of its own, which scrapes one Dogwatch and evaluates our rules, each second.
 * Not thread-safe.
 */
final class PrometheusServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final Process process;

    private PrometheusServer(URI address, Process process) {
        this.address = address;
        this.process = process;
    }

    /**
     * @param folder an empty one, for its files
     * @param dogwatchPort of the Dogwatch that is scraped, as the job {@code dogwatch}
     */
    static PrometheusServer start(Path folder, int dogwatchPort) throws IOException {
        Files.createDirectories(folder);
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException("no " + PROGRAM + " (Debian: prometheus)");
        }
        List<String> rules = new ArrayList<>();
        for (String file : List.of("records.yml", "targets.yml", "slo.yml", "itself.yml")) {
            Path copy = folder.resolve(file);
            String text = Files.readString(Path.of("alerts", file));
            Files.writeString(copy, text.replaceAll("(?m)^    interval: .*$", "    interval: 1s"));
            rules.add(file);
        }
        Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: [%s]
                scrape_configs:
                  - job_name: dogwatch
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """.formatted(String.join(", ", rules), dogwatchPort));
        int port = RunningDogwatch.freePort();
        Process process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--config.file=prometheus.yml",
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new PrometheusServer(URI.create("http://127.0.0.1:" + port + "/"), process);
    }

    /** @return the samples that an instant query finds now; none as long as Prometheus is not ready */
    boolean finds(String promql) {
        try {
            return !query(promql, Instant.now()).isEmpty();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /**
     * @return the samples of an instant query; a scalar is one sample
     * @throws IllegalStateException with Prometheus' own words if it cannot evaluate the expression
     */
    JsonNode query(String promql, Instant at) {
        JsonNode answer = get("api/v1/query?time=" + at.toEpochMilli() / 1000.0 + "&query="
                + URLEncoder.encode(promql, StandardCharsets.UTF_8));
        if (!answer.path("status").asText().equals("success")) {
            throw new IllegalStateException(promql + ": " + answer.path("error").asText());
        }
        return answer.at("/data/result");
    }

    /** @return every rule that is loaded, with its health and its alerts */
    List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        get("api/v1/rules")
                .at("/data/groups")
                .forEach(group -> group.get("rules").forEach(rules::add));
        return rules;
    }

    /** How the last scrape went, in Prometheus' own words. */
    String scrapes() {
        JsonNode target = get("api/v1/targets").at("/data/activeTargets/0");
        return target.path("health").asText() + " " + target.path("lastError").asText();
    }

    private JsonNode get(String path) {
        try {
            return JSON.readTree(
                    http.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
