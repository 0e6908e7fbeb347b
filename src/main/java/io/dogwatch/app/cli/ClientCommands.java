package io.dogwatch.app.cli;

import io.dropwizard.core.cli.Command;
import java.util.List;

/** All commands that ask a running Dogwatch. */
public final class ClientCommands {

    private ClientCommands() {}

    public static List<Command> of(Terminal terminal) {
        return List.of(
                new ExplainCommand(terminal),
                RequestCommand.restart(terminal),
                RequestCommand.release(terminal),
                WindowCommand.silence(terminal),
                WindowCommand.maintenance(terminal),
                new EndCommand(terminal),
                StopCommand.stop(terminal),
                StopCommand.allow(terminal));
    }
}
