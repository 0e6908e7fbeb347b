package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.model.PlainText;
import io.dogwatch.web.view.IncidentReport;
import io.dogwatch.web.view.TimeFormat;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Shows one incident: the failure, the actions taken, the timeline and the evidence. */
final class IncidentCommand extends ListingCommand {

    private static final int LABEL = 14;

    private final InstantSource clock;

    IncidentCommand(Terminal terminal, InstantSource clock) {
        super("incident", "Shows an incident with its timeline and evidence", terminal);
        this.clock = clock;
    }

    @Override
    void understandMore(Subparser subparser) {
        subparser
                .addArgument("incident")
                .metavar("INCIDENT")
                .help("the incident id, as listed by `dogwatch incidents`");
        subparser
                .addArgument("--evidence")
                .metavar("NAME")
                .help("also print this evidence, such as log.txt; all for everything");
    }

    @Override
    JsonNode ask(ApiClient api, Namespace said) {
        return api.get("incidents/" + TargetName.encoded(said.getString("incident")));
    }

    @Override
    void show(JsonNode answer, Namespace said) {
        terminal().out().print(story(answer));
        Optional.ofNullable(said.getString("evidence"))
                .ifPresent(name -> terminal().out().print(evidence(answer.path("evidence"), name)));
    }

    private String story(JsonNode answer) {
        IncidentReport incident = ApiResponses.read(answer, IncidentReport.class);
        TimeFormat times = TimeFormat.seenFrom(clock.instant());
        Ansi ink = new Ansi(terminal().coloured());
        TextWriter lines = new TextWriter();
        lines.line(ink.bold(incident.target()) + " on " + incident.host() + ": "
                + (incident.open()
                        ? ink.bad("OPEN")
                        : Optional.ofNullable(incident.outcome()).orElse("closed")));
        lines.paragraph(incident.failure()).blank();
        lines.labelled("Since", LABEL, times.absolute(incident.failingSince()));
        lines.labelled(
                "Detected",
                LABEL,
                times.absolute(incident.openedAt()) + ", after " + times.seconds(incident.detectionSeconds()));
        Optional.ofNullable(incident.closedAt())
                .ifPresent(at -> lines.labelled(
                        "Closed",
                        LABEL,
                        times.absolute(at) + ": " + incident.outcomeMeaning()
                                + Optional.ofNullable(incident.durationSeconds())
                                        .map(lasted -> ", after " + times.seconds(lasted))
                                        .orElse("")));
        lines.labelled("Restarts", LABEL, Integer.toString(incident.restarts()));
        JsonNode acknowledged = answer.path("acknowledged");
        lines.labelled(
                "Acknowledged",
                LABEL,
                acknowledged.isObject()
                        ? "by " + line(acknowledged.path("createdBy")) + ", "
                                + times.absolute(
                                        Instant.parse(acknowledged.path("at").asText()))
                        : incident.open() ? "no; run: dogwatch ack " + incident.id() : "no");
        lines.blank().line("Timeline");
        for (JsonNode fact : answer.path("timeline")) {
            lines.line("  " + times.absolute(Instant.parse(fact.path("at").asText())) + "  " + fact(fact));
        }
        List<String> names = names(answer.path("evidence"));
        lines.blank().labelled("Evidence", LABEL, names.isEmpty() ? "none" : String.join(", ", names));
        return lines.toString();
    }

    private static String fact(JsonNode fact) {
        List<String> words = new ArrayList<>();
        if (fact.path("kind").asText().equals("phase")) {
            words.add(line(fact.path("from")) + " to " + line(fact.path("to")));
        } else {
            words.add(line(fact.path("kind")));
        }
        for (String part : List.of("reason", "detail")) {
            String text = line(fact.path(part));
            if (!text.isEmpty()) {
                words.add(text);
            }
        }
        return String.join(": ", words);
    }

    private static List<String> names(JsonNode evidence) {
        List<String> names = new ArrayList<>();
        evidence.forEach(saved -> saved.path("files").forEach(exhibit -> names.add(line(exhibit.path("name")))));
        return names.stream().distinct().toList();
    }

    private static String evidence(JsonNode evidence, String name) {
        List<String> names = names(evidence);
        if (!name.equals("all") && !names.contains(name)) {
            throw new CommandFailure(
                    CommandFailure.REFUSED,
                    "Unknown evidence " + PlainText.line(name, 100) + "; allowed: " + String.join(", ", names));
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode saved : evidence) {
            for (JsonNode exhibit : saved.path("files")) {
                String its = line(exhibit.path("name"));
                if (name.equals("all") || name.equals(its)) {
                    text.append("\n== ")
                            .append(its)
                            .append(", saved at ")
                            .append(line(saved.path("takenAt")))
                            .append('\n');
                    text.append(PlainText.block(exhibit.path("text").asText()).stripTrailing())
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String line(JsonNode text) {
        return PlainText.line(text.asText(""), 1_000);
    }
}
