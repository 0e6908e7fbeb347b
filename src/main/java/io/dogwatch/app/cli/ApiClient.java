package io.dogwatch.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.model.PlainText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Talks to the API of a running Dogwatch, one request after the other. Uses the JDK's old client: it is there in a tenth of
 * the time of the others, and a command makes two requests.
 */
final class ApiClient {

    private static final int CONNECT_MILLIS = 3_000;
    /** An explanation may have to ask the engine. */
    private static final Duration USUAL = Duration.ofSeconds(20);

    /** Twice the heartbeat of the stream. */
    private static final Duration MAX_SILENCE = Duration.ofSeconds(30);

    private static final int MAX_DETAIL = 2_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final Optional<String> token;

    /**
     * @param base where Dogwatch answers, such as {@code http://127.0.0.1:8080}
     * @param token which Dogwatch knows; empty for one without users
     */
    ApiClient(URI base, Optional<String> token) {
        this.base = base;
        this.token = token;
    }

    /**
     * Sends a GET request.
     *
     * @param path below {@code /api/v1/}, already encoded
     * @throws CommandFailure if the request is refused or the server is unreachable
     */
    JsonNode get(String path) {
        return send("GET", path, Optional.empty(), USUAL);
    }

    JsonNode post(String path, JsonNode body) {
        return post(path, body, USUAL);
    }

    /** @param patience how long the answer may take */
    JsonNode post(String path, JsonNode body, Duration patience) {
        return send("POST", path, Optional.of(body), patience);
    }

    JsonNode put(String path, JsonNode body) {
        return send("PUT", path, Optional.of(body), USUAL);
    }

    JsonNode delete(String path, JsonNode body) {
        return send("DELETE", path, Optional.of(body), USUAL);
    }

    /**
     * Reads a stream line by line until the server ends it.
     *
     * @param goesOn receives each line and returns whether to continue
     * @throws CommandFailure if the request is refused, or the stream is interrupted or silent for two heartbeats
     */
    void listen(String path, Predicate<String> goesOn) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(base + "/api/v1/" + path).toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(Math.toIntExact(MAX_SILENCE.toMillis()));
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("Accept", "text/event-stream, application/problem+json");
            identify(connection);
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                answer(connection);
                throw stranger(connection.getResponseCode());
            }
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null && goesOn.test(line); ) {
                    line = reader.readLine();
                }
            }
            connection.disconnect();
        } catch (IOException e) {
            throw new CommandFailure(CommandFailure.UNREACHABLE, unreachable(e));
        }
    }

    private JsonNode send(String method, String path, Optional<JsonNode> body, Duration patience) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(base + "/api/v1/" + path).toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(Math.toIntExact(patience.toMillis()));
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("Accept", "application/json, application/problem+json");
            identify(connection);
            if (body.isPresent()) {
                byte[] bytes = body.get().toString().getBytes(StandardCharsets.UTF_8);
                connection.setRequestProperty("Content-Type", "application/json");
                connection.setDoOutput(true);
                // Without a fixed length this client would send a POST a second time when the first gets no answer.
                connection.setFixedLengthStreamingMode(bytes.length);
                connection.getOutputStream().write(bytes);
            }
            return answer(connection);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(CommandFailure.UNREACHABLE, unreachable(e));
        }
    }

    private void identify(HttpURLConnection connection) {
        token.ifPresent(known -> connection.setRequestProperty("Authorization", "Bearer " + known));
    }

    private JsonNode answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        String text = read(status < 400 ? connection.getInputStream() : connection.getErrorStream());
        if (status == HttpURLConnection.HTTP_UNAUTHORIZED) {
            throw new CommandFailure(
                    CommandFailure.DENIED,
                    token.isPresent()
                            ? "The token is invalid or has expired."
                            : "A token is required: set --token-file FILE, or " + Credential.VARIABLE
                                    + " in the environment; dogwatch new-token creates one.");
        }
        if (status == HttpURLConnection.HTTP_FORBIDDEN) {
            throw new CommandFailure(CommandFailure.DENIED, refusal(status, text));
        }
        if (status >= 400) {
            throw new CommandFailure(CommandFailure.REFUSED, refusal(status, text));
        }
        if (status == HttpURLConnection.HTTP_NO_CONTENT || text.isEmpty()) {
            return JSON.createObjectNode();
        }
        JsonNode json = parse(text);
        if (status >= 300 || json.isMissingNode()) {
            throw stranger(status);
        }
        return json;
    }

    private CommandFailure stranger(int status) {
        return new CommandFailure(
                CommandFailure.UNREACHABLE,
                "The server at " + base + " is not Dogwatch (status " + status + ").\n" + elsewhere());
    }

    private static String read(InputStream stream) throws IOException {
        if (stream == null) {
            return "";
        }
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static String refusal(int status, String text) {
        String detail = parse(text).path("detail").asText();
        return detail.isEmpty() ? "Dogwatch answers with status " + status : PlainText.line(detail, MAX_DETAIL);
    }

    private String unreachable(Exception why) {
        String message =
                Optional.ofNullable(why.getMessage()).orElse(why.getClass().getSimpleName());
        return "Cannot reach Dogwatch at " + base + " (" + PlainText.line(message, 200) + ").\n" + elsewhere();
    }

    private static String elsewhere() {
        return "Is it running? Set another address with --url http://host:port or with DOGWATCH_URL.";
    }
}
