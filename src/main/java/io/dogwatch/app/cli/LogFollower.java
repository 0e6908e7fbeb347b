package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.target.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hears a log as it is written, and goes on where it was after the stream was cut or Dogwatch was restarted. What it has to say
 * itself goes where faults go, so that the output is the log and nothing else. For one thread.
 */
final class LogFollower {

    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** A Dogwatch that has just started does not know all containers yet. */
    private static final Duration MAY_START_FOR = Duration.ofSeconds(60);

    private static final int LONGEST = 300;

    private final ApiClient api;
    private final Terminal terminal;
    private final InstantSource clock;
    private final Predicate<Duration> pause;
    private final Consumer<JsonNode> lines;

    private String place = "";
    private boolean isAway;
    private @Nullable Instant refusedSince;

    /**
     * @param pause waits for so long, and says whether to go on
     * @param lines told of each line, in their order
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
     * Returns when nobody reads any more, or the pause says so.
     *
     * @param query with which it begins; what it says of the past is left out when it goes on
     * @throws CommandFailure if it cannot be heard at all
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
            say("Dogwatch answers again.");
        }
        isAway = false;
        refusedSince = null;
        place = event.id().isEmpty() ? place : event.id();
        switch (event.kind()) {
            case "line" -> lines.accept(event.data());
            case "gap" -> say("Lines are missing here: " + why(event) + ".");
            case "stopped" -> say("Waiting: " + why(event) + ".");
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
            say("Dogwatch does not answer; waiting until it does.");
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
        return PlainText.line(event.data().path("why").asText(""), LONGEST);
    }
}
