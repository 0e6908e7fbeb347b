package io.dogwatch.web.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Reads the stream over a real socket, as a browser does. */
public final class Listener implements AutoCloseable {

    /** One event of it. {@code end} is ours: the stream has ended. */
    public record Event(String id, String kind, JsonNode data) {}

    private static final long PATIENCE_SECONDS = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final HttpResponse<java.io.InputStream> answer;

    public Listener(URI uri, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
        for (int header = 0; header < headers.length; header += 2) {
            request.header(headers[header], headers[header + 1]);
        }
        answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        Thread.startVirtualThread(this::read);
    }

    public int status() {
        return answer.statusCode();
    }

    public String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            String id = "";
            String kind = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    kind = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(id, kind, JSON.readTree(line.substring(6))));
                } else if (line.startsWith(":")) {
                    events.add(new Event(id, "heartbeat", JSON.nullNode()));
                }
            }
        } catch (IOException e) {
            // The end, too.
        }
        events.add(new Event("", "end", JSON.nullNode()));
    }

    public Event next() throws InterruptedException {
        Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no event within " + PATIENCE_SECONDS + " s");
        }
        return event;
    }

    /** Up to and with the first that fits. */
    public List<Event> until(Predicate<Event> fits) throws InterruptedException {
        List<Event> heard = new ArrayList<>();
        do {
            heard.add(next());
        } while (!fits.test(heard.getLast()));
        return heard;
    }

    public Event next(String kind) throws InterruptedException {
        return until(event -> event.kind().equals(kind)).getLast();
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        client.shutdownNow();
    }
}
