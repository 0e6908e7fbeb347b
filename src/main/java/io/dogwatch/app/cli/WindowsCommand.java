package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dogwatch.web.report.Times;
import io.dogwatch.web.report.WindowReport;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Lists silences, maintenance windows and pauses: active first, then upcoming. */
final class WindowsCommand extends ListingCommand {

    private final InstantSource clock;

    WindowsCommand(Terminal terminal, InstantSource clock) {
        super("silences", "Lists silences, maintenance windows and pauses", terminal);
        this.clock = clock;
    }

    @Override
    void understandMore(Subparser subparser) {
        subparser.addArgument("--all").action(Arguments.storeTrue()).help("also expired ones");
    }

    @Override
    JsonNode ask(ApiClient api, Namespace said) {
        ArrayNode chosen = JsonNodeFactory.instance.arrayNode();
        for (JsonNode window : api.get("silences")) {
            if (is(said, "all") || !window.path("state").asText().equals("over")) {
                chosen.add(window);
            }
        }
        return chosen;
    }

    @Override
    void show(JsonNode answer, Namespace said) {
        List<WindowReport> windows = Answers.readAll(answer, WindowReport.class);
        if (windows.isEmpty()) {
            terminal().out().println("No silences.");
            return;
        }
        Times times = Times.seenFrom(clock.instant());
        terminal()
                .out()
                .print(new Table()
                        .column("SILENCE", Integer.MAX_VALUE, each(windows, WindowReport::id))
                        .column("TYPE", Integer.MAX_VALUE, each(windows, WindowReport::what))
                        .column("STATE", 5, each(windows, WindowReport::state))
                        .column("SCOPE", Integer.MAX_VALUE, each(windows, WindowReport::scope))
                        .column("UNTIL", 4, each(windows, window -> until(window, times)))
                        .column("CREATED BY", 3, each(windows, WindowReport::createdBy))
                        .column("COMMENT", 2, each(windows, WindowReport::comment))
                        .within(terminal().columns()));
    }

    private static String until(WindowReport window, Times times) {
        return Optional.ofNullable(window.until())
                .map(times::absolute)
                .orElseGet(() -> Optional.ofNullable(window.cron())
                        .map(cron -> cron + " for " + window.duration())
                        .orElse("-"));
    }

    private static List<String> each(List<WindowReport> windows, Function<WindowReport, String> cell) {
        return windows.stream().map(cell).toList();
    }
}
