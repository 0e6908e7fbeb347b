package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dogwatch.web.view.SilenceReport;
import io.dogwatch.web.view.TimeFormat;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Lists silences, maintenance windows and pauses: active first, then upcoming. */
final class SilencesCommand extends ListingCommand {

    private final InstantSource clock;

    SilencesCommand(Terminal terminal, InstantSource clock) {
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
            if (is(said, "all") || !window.path("state").asText().equals("expired")) {
                chosen.add(window);
            }
        }
        return chosen;
    }

    @Override
    void show(JsonNode answer, Namespace said) {
        List<SilenceReport> windows = ApiResponses.readAll(answer, SilenceReport.class);
        if (windows.isEmpty()) {
            terminal().out().println("No silences.");
            return;
        }
        TimeFormat times = TimeFormat.seenFrom(clock.instant());
        terminal()
                .out()
                .print(new Table()
                        .column("SILENCE", Integer.MAX_VALUE, each(windows, SilenceReport::id))
                        .column("TYPE", Integer.MAX_VALUE, each(windows, SilenceReport::kind))
                        .column("STATE", 5, each(windows, SilenceReport::state))
                        .column("SCOPE", Integer.MAX_VALUE, each(windows, SilenceReport::scope))
                        .column("UNTIL", 4, each(windows, window -> until(window, times)))
                        .column("CREATED BY", 3, each(windows, SilenceReport::createdBy))
                        .column("COMMENT", 2, each(windows, SilenceReport::comment))
                        .within(terminal().columns()));
    }

    private static String until(SilenceReport window, TimeFormat times) {
        return Optional.ofNullable(window.until())
                .map(times::absolute)
                .orElseGet(() -> Optional.ofNullable(window.cron())
                        .map(cron -> cron + " for " + window.duration())
                        .orElse("-"));
    }

    private static List<String> each(List<SilenceReport> windows, Function<SilenceReport, String> cell) {
        return windows.stream().map(cell).toList();
    }
}
