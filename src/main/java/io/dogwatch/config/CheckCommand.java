package io.dogwatch.config;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import net.sourceforge.argparse4j.inf.Namespace;

/** Says whether a configuration file can be used, and what it means; or everything that is wrong with it. */
public final class CheckCommand extends ConfiguredCommand<DogwatchConfiguration> {

    private final PrintStream out;

    public CheckCommand(PrintStream out) {
        super("check", "Says whether a configuration file is valid, or lists all of its faults");
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
