package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.model.TargetId;
import io.dogwatch.web.log.LogAnswer;
import io.dogwatch.web.log.LogLineReport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/** Shows a container's log as {@code docker logs} does, without secrets, and highlights the markers of its log checks. */
final class LogsCommand extends ListingCommand {

    private final InstantSource clock;
    private final Predicate<Duration> pause;

    /** @param pause waits for the duration and returns whether to continue */
    LogsCommand(Terminal terminal, InstantSource clock, Predicate<Duration> pause) {
        super("logs", "Shows the log of a container and highlights the markers of its log checks", terminal);
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    void understandMore(Subparser subparser) {
        subparser.addArgument("name").metavar("[HOST/]NAME").help("the container");
        subparser
                .addArgument("--markers")
                .action(Arguments.storeTrue())
                .help("only lines that match a marker of a log check, with the marker");
        subparser
                .addArgument("-f", "--follow")
                .action(Arguments.storeTrue())
                .help("follow the log until Ctrl-C, across restarts of the container and of Dogwatch");
        subparser
                .addArgument("--since")
                .metavar("TIME")
                .help("only lines since this time, such as 10m or 2026-11-24T03:12:07Z");
        subparser.addArgument("-n", "--tail").metavar("LINES").help("number of newest lines, 0 to 2000; default: 200");
        subparser.addArgument("--stream").metavar("STREAM").help("only this stream, stdout or stderr");
        subparser
                .addArgument("-t", "--timestamps")
                .action(Arguments.storeTrue())
                .help("print the timestamp of each line");
    }

    @Override
    void carryOut(ApiClient api, Namespace said) {
        if (is(said, "follow")) {
            TargetId target = TargetName.find(api, said.getString("name"));
            new LogFollower(api, terminal(), clock, pause, line -> printLine(line, said))
                    .follow(TargetName.path(target) + "/logs/stream", query(said));
        } else {
            super.carryOut(api, said);
        }
    }

    @Override
    JsonNode ask(ApiClient api, Namespace said) {
        TargetId target = TargetName.find(api, said.getString("name"));
        return api.get(TargetName.path(target) + "/logs" + query(said));
    }

    @Override
    void show(JsonNode answer, Namespace said) {
        LogAnswer log = ApiResponses.read(answer, LogAnswer.class);
        LogLineText text = text(said);
        log.lines().forEach(line -> terminal().out().println(text.of(line)));
        if (log.lines().isEmpty()) {
            terminal().err().println(nothing(log));
        }
    }

    private static String nothing(LogAnswer log) {
        return log.inspected() == 0
                ? "The log is empty."
                : "No match in the newest " + log.inspected() + " lines, since " + log.from() + ".";
    }

    /** Prints one new line. */
    private void printLine(JsonNode line, Namespace said) {
        terminal()
                .out()
                .println(isJson(said) ? line.toString() : text(said).of(ApiResponses.read(line, LogLineReport.class)));
    }

    private LogLineText text(Namespace said) {
        return new LogLineText(new Ansi(terminal().coloured()), is(said, "timestamps"), is(said, "markers"));
    }

    private static String query(Namespace said) {
        String query = Stream.of(
                        part("tail", said.getString("tail")),
                        part("since", said.getString("since")),
                        part("stream", said.getString("stream")),
                        is(said, "markers") ? Optional.of("markers=true") : Optional.<String>empty())
                .flatMap(Optional::stream)
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static Optional<String> part(String key, @Nullable String value) {
        return Optional.ofNullable(value).map(text -> key + "=" + TargetName.encoded(text));
    }
}
