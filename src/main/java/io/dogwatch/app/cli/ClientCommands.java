package io.dogwatch.app.cli;

import io.dropwizard.core.cli.Command;
import java.util.List;

/** All commands that ask a running Dogwatch. */
public final class ClientCommands {

    private ClientCommands() {}

    /** For Dropwizard, whose help lists them among its own; they run by {@link ClientLine}. */
    public static List<Command> listed(Terminal terminal) {
        return List.copyOf(of(terminal));
    }

    static List<ClientCommand> of(Terminal terminal) {
        return List.of(
                new ExplainCommand(terminal),
                new SuggestCommand(terminal),
                RequestCommand.restart(terminal),
                RequestCommand.release(terminal),
                new AckCommand(terminal),
                WindowCommand.silence(terminal),
                WindowCommand.maintenance(terminal),
                new EndCommand(terminal),
                StopCommand.stop(terminal),
                StopCommand.allow(terminal),
                new TestMailCommand(terminal),
                new ReportCommand(terminal));
    }
}
