package io.dogwatch.app.cli;

import java.util.Locale;

/** Adds colours for a terminal. Stateless. */
record Ansi(boolean coloured) {

    String bold(String text) {
        return in("1", text);
    }

    String quiet(String text) {
        return in("2", text);
    }

    /** A phase in the colour of its urgency. */
    String phase(String phase) {
        String word = phase.toUpperCase(Locale.ROOT);
        return switch (phase) {
            case "healthy" -> in("1;32", word);
            case "failing", "quarantined", "missing", "backing-off" -> in("1;31", word);
            case "suspect" -> in("1;33", word);
            case "starting", "restarting" -> in("1;34", word);
            default -> in("1", word);
        };
    }

    /** A line that a marker of this kind matches. */
    String marker(String kind, String line) {
        return switch (kind) {
            case "failure" -> in("1;31", line);
            case "heartbeat", "recovery" -> in("32", line);
            case "ready" -> in("1;34", line);
            default -> in("1", line);
        };
    }

    String bad(String text) {
        return in("31", text);
    }

    private String in(String code, String text) {
        return coloured ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
