package io.dogwatch.config;

import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import net.sourceforge.argparse4j.inf.Namespace;

/** Dropwizard's {@code server} command, except that faults of the configuration are told as by {@code check}. */
public final class DogwatchServerCommand extends ServerCommand<DogwatchConfiguration> {

    public DogwatchServerCommand(Application<DogwatchConfiguration> application) {
        super(application);
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable error) {
        StartFailure.print(cli, error);
    }
}
