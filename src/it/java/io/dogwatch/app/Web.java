package io.dogwatch.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks a Dogwatch on this machine over HTTP. Thread-safe. */
final class Web {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    Web(int port) {
        this.port = port;
    }

    /**
     * @param story what is said beside, if it refuses
     * @return what it answers to a request that changes something; fails unless it is a success
     */
    JsonNode send(String method, String path, String json, Supplier<String> story) {
        try {
            HttpResponse<String> answer = ask(request(path)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(json)));
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(method + " " + path + ": " + answer.body() + story.get());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** Missing if it does not answer, or not with 200. */
    JsonNode json(String path) {
        try {
            Optional<String> answer = get(path);
            return answer.isPresent() ? JSON.readTree(answer.get()) : JSON.missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** Empty if it does not answer, or not with 200. */
    Optional<String> get(String path) {
        try {
            HttpResponse<String> answer = ask(request(path));
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
                .timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> ask(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
