package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.model.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows a log, and resumes at the same position after an interrupted stream or a restart of Dogwatch. Its own messages go
 * to standard error, so the output contains only the log. For one thread.
 */
final class LogFollower {

    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** Retries while a Dogwatch that has just started does not know all containers yet. */
    private static final Duration MAY_START_FOR = Duration.ofSeconds(60);

    private static final int MAX_LENGTH = 300;

    private final ApiClient api;
    private final Terminal terminal;
    private final InstantSource clock;
    private final Predicate<Duration> pause;
    private final Consumer<JsonNode> lines;

    private String place = "";
    private boolean isAway;
    private @Nullable Instant refusedSince;

    /**
     * @param pause waits for the duration and returns whether to continue
     * @param lines receives each line in order
     */
    LogFollower(
            ApiClient api,
            Terminal terminal,
            InstantSource clock,
            Predicate<Duration> pause,
            Consumer<JsonNode> lines) {
        this.api = api;
        this.terminal = terminal;
        this.clock = clock;
        this.pause = pause;
        this.lines = lines;
    }

    /**
     * Returns when the output is closed or the pause ends it.
     *
     * @param query of the first request; a resumed request omits {@code since} and {@code tail}
     * @throws CommandFailure if the first request fails
     */
    void follow(String path, String query) {
        String goesOn = query.replaceAll("(?<=[?&])(since|tail)=[^&]*&?", "").replaceAll("[?&]$", "");
        do {
            try {
                String from = (goesOn.isEmpty() ? "?" : goesOn + "&") + "from=" + TargetName.encoded(place);
                api.listen(path + (place.isEmpty() ? query : from), new ServerEvents(this::hear));
            } catch (CommandFailure e) {
                cut(e);
            }
        } while (!terminal.isDeaf() && pause.test(AGAIN));
    }

    /** @return whether to go on */
    private boolean hear(ServerEvents.Event event) {
        if (isAway) {
            say("connected again");
        }
        isAway = false;
        refusedSince = null;
        place = event.id().isEmpty() ? place : event.id();
        switch (event.kind()) {
            case "line" -> lines.accept(event.data());
            case "gap" -> say("lines are missing here: " + why(event));
            case "stopped" -> say("waiting: " + why(event));
            default -> {
                // ready, and what a later Dogwatch may say
            }
        }
        return !terminal.isDeaf();
    }

    private void cut(CommandFailure failure) {
        boolean isFirst = place.isEmpty();
        boolean isStarting = failure.exitCode() == CommandFailure.REFUSED && isEarly();
        if (isFirst || !(failure.exitCode() == CommandFailure.UNREACHABLE || isStarting)) {
            throw failure;
        }
        if (!isAway) {
            say("disconnected; reconnecting");
        }
        isAway = true;
    }

    private boolean isEarly() {
        Instant now = clock.instant();
        refusedSince = refusedSince == null ? now : refusedSince;
        return now.isBefore(refusedSince.plus(MAY_START_FOR));
    }

    private void say(String words) {
        terminal.out().flush();
        terminal.err().println("dogwatch: " + words);
    }

    private static String why(ServerEvents.Event event) {
        return PlainText.line(event.data().path("reason").asText(""), MAX_LENGTH);
    }
}
