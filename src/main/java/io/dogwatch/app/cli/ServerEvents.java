package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;

/** Takes a stream of server-sent events line by line. For one thread. */
final class ServerEvents implements Predicate<String> {

    /**
     * @param id empty if it has none
     * @param data missing if it is no JSON
     */
    record Event(String id, String kind, JsonNode data) {}

    private final Predicate<Event> listener;
    private String id = "";
    private String kind = "";
    private String data = "";

    /** @param listener says whether to go on */
    ServerEvents(Predicate<Event> listener) {
        this.listener = listener;
    }

    @Override
    public boolean test(String line) {
        int colon = line.indexOf(": ");
        if (colon > 0) {
            String value = line.substring(colon + 2);
            switch (line.substring(0, colon)) {
                case "id" -> id = value;
                case "event" -> kind = value;
                case "data" -> data = value;
                default -> {
                    // such as retry
                }
            }
        }
        return !line.isEmpty() || end();
    }

    private boolean end() {
        boolean goesOn = kind.isEmpty() || listener.test(new Event(id, kind, ApiResponses.parsed(data)));
        id = "";
        kind = "";
        data = "";
        return goesOn;
    }
}
