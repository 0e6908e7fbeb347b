package io.dogwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.web.view.HostReport;
import io.dogwatch.web.view.TimeFormat;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Lists the Docker engines with their connection and breaker state. */
final class HostsCommand extends ListingCommand {

    private final InstantSource clock;

    HostsCommand(Terminal terminal, InstantSource clock) {
        super("hosts", "Lists the Docker engines with connection and breaker state", terminal);
        this.clock = clock;
    }

    @Override
    void understandMore(Subparser subparser) {}

    @Override
    JsonNode ask(ApiClient api, Namespace said) {
        return api.get("hosts");
    }

    @Override
    void show(JsonNode answer, Namespace said) {
        List<HostReport> hosts = ApiResponses.readAll(answer, HostReport.class);
        Ansi ink = new Ansi(terminal().coloured());
        TimeFormat times = TimeFormat.seenFrom(clock.instant());
        terminal()
                .out()
                .print(new Table()
                        .column("HOST", Integer.MAX_VALUE, each(hosts, HostReport::host))
                        .column(
                                "ENGINE",
                                Integer.MAX_VALUE,
                                each(hosts, host -> host.connected() ? "connected" : ink.bad("UNREACHABLE")))
                        .column("SINCE", 4, each(hosts, host -> times.relative(host.since())))
                        .column(
                                "VERSION",
                                2,
                                each(
                                        hosts,
                                        host -> Optional.ofNullable(host.engineVersion())
                                                .orElse("-")))
                        .column(
                                "RESTARTS",
                                5,
                                each(
                                        hosts,
                                        host -> host.breaker().state().equals("closed")
                                                ? "allowed"
                                                : ink.bad("blocked")))
                        .column("ENDPOINT", 1, each(hosts, HostReport::endpoint))
                        .column("ERROR", 3, each(hosts, HostReport::error))
                        .within(terminal().columns()));
    }

    private static List<String> each(List<HostReport> hosts, Function<HostReport, String> cell) {
        return hosts.stream().map(cell).toList();
    }
}
