package io.dogwatch.app;

import io.dogwatch.config.DogwatchConfiguration;
import io.dogwatch.config.StartFailure;
import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import net.sourceforge.argparse4j.inf.Namespace;

/** Dropwizard's {@code server}, which says in plain words why it does not start. */
final class ServerCommand extends io.dropwizard.core.cli.ServerCommand<DogwatchConfiguration> {

    ServerCommand(Application<DogwatchConfiguration> application) {
        super(application, "server", "Watches the containers until it is told to stop");
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable error) {
        StartFailure.print(cli, error);
    }
}
