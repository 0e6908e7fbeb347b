package io.dogwatch.app;

import io.dogwatch.config.DogwatchConfiguration;
import io.dogwatch.config.StartFailure;
import io.dogwatch.notify.FatalNotice;
import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import java.time.Instant;
import java.util.Optional;
import net.sourceforge.argparse4j.inf.Namespace;

/** Dropwizard's {@code server}, which says in plain words why it does not start, and to whom it is to say it by mail. */
final class ServerCommand extends io.dropwizard.core.cli.ServerCommand<DogwatchConfiguration> {

    /** Once it is without faults. */
    private Optional<DogwatchConfiguration> readable = Optional.empty();

    ServerCommand(Application<DogwatchConfiguration> application) {
        super(application, "server", "Watches the containers until it is told to stop");
    }

    @Override
    protected void run(
            Bootstrap<DogwatchConfiguration> bootstrap, Namespace namespace, DogwatchConfiguration configuration)
            throws Exception {
        readable = Optional.of(configuration);
        super.run(bootstrap, namespace, configuration);
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable error) {
        StartFailure.print(cli, error);
        readable.ifPresent(configuration -> {
            FatalNotice.Said said = FatalMailer.of(configuration.settings())
                    .say(
                            "cannot start",
                            StartFailure.words(error),
                            "It was not able to start, and has ended.",
                            Instant.now());
            cli.getStdErr().println(said.how());
        });
    }
}
