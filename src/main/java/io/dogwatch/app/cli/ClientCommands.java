package io.dogwatch.app.cli;

import io.dropwizard.core.cli.Command;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** All commands that call a running Dogwatch. */
public final class ClientCommands {

    /** Commands that call no running Dogwatch and run under Dropwizard's command line. */
    static final List<String> OTHERS = List.of("server", "check-config", "simulate", "hash-password", "new-token");

    private ClientCommands() {}

    /** Registers the client commands with Dropwizard, whose help lists them; {@link ClientLine} runs them. */
    public static List<Command> listed(Terminal terminal) {
        return List.copyOf(of(terminal));
    }

    /** Until Ctrl-C ends the process. */
    private static boolean pause(Duration length) {
        try {
            return !new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static List<ClientCommand> of(Terminal terminal) {
        return List.of(
                new PsCommand(terminal, Clock.systemUTC(), ClientCommands::pause),
                new ExplainCommand(terminal),
                new IncidentsCommand(terminal, Clock.systemUTC()),
                new IncidentCommand(terminal, Clock.systemUTC()),
                new LogsCommand(terminal, Clock.systemUTC(), ClientCommands::pause),
                new HostsCommand(terminal, Clock.systemUTC()),
                new SilencesCommand(terminal, Clock.systemUTC()),
                new NotificationsCommand(terminal, Clock.systemUTC()),
                new StatusCommand(terminal),
                new SuggestCommand(terminal),
                RequestCommand.restart(terminal),
                RequestCommand.release(terminal),
                new AckCommand(terminal),
                SilenceCommand.silence(terminal),
                SilenceCommand.maintenance(terminal),
                new PauseCommand(terminal),
                new ResumeCommand(terminal),
                new ExpireCommand(terminal),
                new AuditCommand(terminal, Clock.systemUTC()),
                RestartSwitchCommand.stop(terminal),
                RestartSwitchCommand.allow(terminal),
                new TestMailCommand(terminal),
                new ReportCommand(terminal),
                new ReloadCommand(terminal),
                new TopCommand(terminal, Clock.systemUTC()),
                new CompletionCommand(terminal, () -> of(terminal)));
    }

    /** Of these commands, and of those that ask no running Dogwatch. */
    static List<String> allNames(Terminal terminal) {
        return Stream.concat(of(terminal).stream().map(Command::getName), OTHERS.stream())
                .toList();
    }
}
