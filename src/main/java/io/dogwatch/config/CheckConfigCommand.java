package io.dogwatch.config;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import net.sourceforge.argparse4j.inf.Namespace;

/** Checks a configuration file: prints a summary of a valid file, or all faults of an invalid one. */
public final class CheckConfigCommand extends ConfiguredCommand<DogwatchConfiguration> {

    private final PrintStream out;

    public CheckConfigCommand(PrintStream out) {
        super("check-config", "Checks a configuration file and lists its faults");
        this.out = out;
    }

    @Override
    protected void run(
            Bootstrap<DogwatchConfiguration> bootstrap, Namespace namespace, DogwatchConfiguration configuration) {
        String file = namespace.getString("file");
        out.println(SettingsSummary.of(file == null ? "default configuration" : file, configuration.settings()));
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable error) {
        StartFailure.print(cli, error);
    }
}
