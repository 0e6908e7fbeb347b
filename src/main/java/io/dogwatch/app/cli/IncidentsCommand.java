package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dogwatch.web.view.IncidentReport;
import io.dogwatch.web.view.TimeFormat;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Lists incidents, newest first. */
final class IncidentsCommand extends ListingCommand {

    private static final int MAX_FAILURE_LENGTH = 80;

    private final InstantSource clock;

    IncidentsCommand(Terminal terminal, InstantSource clock) {
        super("incidents", "Lists the incidents, newest first", terminal);
        this.clock = clock;
    }

    @Override
    void understandMore(Subparser subparser) {
        subparser.addArgument("--open").action(Arguments.storeTrue()).help("only open incidents");
    }

    @Override
    JsonNode ask(ApiClient api, Namespace said) {
        ArrayNode chosen = JsonNodeFactory.instance.arrayNode();
        for (JsonNode incident : api.get("incidents")) {
            if (!is(said, "open") || incident.path("open").asBoolean()) {
                chosen.add(incident);
            }
        }
        return chosen;
    }

    @Override
    void show(JsonNode answer, Namespace said) {
        terminal().out().print(table(ApiResponses.readAll(answer, IncidentReport.class)));
    }

    private String table(List<IncidentReport> incidents) {
        if (incidents.isEmpty()) {
            return "No incidents.\n";
        }
        Ansi ink = new Ansi(terminal().coloured());
        TimeFormat times = TimeFormat.seenFrom(clock.instant());
        return new Table()
                .column(
                        "INCIDENT",
                        Integer.MAX_VALUE,
                        incidents.stream().map(IncidentReport::id).toList())
                .column(
                        "STATE",
                        Integer.MAX_VALUE,
                        incidents.stream()
                                .map(one -> one.open()
                                        ? ink.bad("open")
                                        : Optional.ofNullable(one.outcome()).orElse("closed"))
                                .toList())
                .column(
                        "OPENED",
                        3,
                        incidents.stream()
                                .map(one -> times.relative(one.openedAt()))
                                .toList())
                .column(
                        "DURATION",
                        2,
                        incidents.stream().map(one -> lasted(one, times)).toList())
                .column(
                        "RESTARTS",
                        1,
                        incidents.stream()
                                .map(one -> Integer.toString(one.restarts()))
                                .toList())
                .column(
                        "FAILURE",
                        4,
                        incidents.stream().map(IncidentsCommand::failure).toList())
                .within(terminal().columns());
    }

    private static String failure(IncidentReport incident) {
        return DisplayWidth.cut(incident.failure(), MAX_FAILURE_LENGTH);
    }

    private static String lasted(IncidentReport incident, TimeFormat times) {
        return Optional.ofNullable(incident.durationSeconds())
                .map(times::seconds)
                .orElseGet(() -> times.lasting(incident.failingSince()) + " so far");
    }
}
