package io.dogwatch.app;

import com.codahale.metrics.health.HealthCheckRegistry;
import io.dogwatch.app.cli.ClientCommands;
import io.dogwatch.app.cli.ClientLine;
import io.dogwatch.app.cli.HashPasswordCommand;
import io.dogwatch.app.cli.NewTokenCommand;
import io.dogwatch.app.cli.Terminal;
import io.dogwatch.app.simulate.SimulateCommand;
import io.dogwatch.config.CheckConfigCommand;
import io.dogwatch.config.DogwatchConfiguration;
import io.dogwatch.config.DogwatchConfigurationFactory;
import io.dogwatch.config.Settings;
import io.dogwatch.web.Web;
import io.dogwatch.web.api.ReloadResource;
import io.dogwatch.web.api.ReportResource;
import io.dogwatch.web.page.Pages;
import io.dogwatch.web.security.SecurityFeature;
import io.dropwizard.core.Application;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.Managed;
import io.dropwizard.util.Duration;
import java.io.Console;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dogwatch as one Dropwizard application: {@code server config.yml} watches, {@code check-config config.yml} only reads. */
public class DogwatchApplication extends Application<DogwatchConfiguration> {

    /** Within the 10 s that {@code docker stop} grants, with room for the rest. */
    private static final Duration REQUESTS_MAY_TAKE = Duration.seconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(DogwatchApplication.class);

    public static void main(String[] args) throws Exception {
        OptionalInt asked = ClientLine.run(args, Terminal.here());
        if (asked.isPresent()) {
            System.exit(asked.getAsInt());
        }
        new DogwatchApplication().run(args);
    }

    @Override
    public String getName() {
        return "dogwatch";
    }

    @Override
    public void initialize(Bootstrap<DogwatchConfiguration> bootstrap) {
        bootstrap.setConfigurationFactoryFactory(DogwatchConfigurationFactory::create);
        bootstrap.addBundle(Pages.bundle());
    }

    @Override
    protected void addDefaultCommands(Bootstrap<DogwatchConfiguration> bootstrap) {
        bootstrap.addCommand(new ServerCommand(this));
        bootstrap.addCommand(new CheckConfigCommand(System.out));
        ClientCommands.listed(Terminal.here()).forEach(bootstrap::addCommand);
        bootstrap.addCommand(new SimulateCommand(System.out));
        bootstrap.addCommand(new HashPasswordCommand(
                System.in, System.out, Optional.ofNullable(System.console()).filter(Console::isTerminal)));
        bootstrap.addCommand(new NewTokenCommand(System.out));
    }

    @Override
    protected void onFatalError(Throwable error) {
        System.exit(ExitCode.of(error));
    }

    @Override
    public void run(DogwatchConfiguration configuration, Environment environment) {
        if (configuration.getServerFactory() instanceof AbstractServerFactory server) {
            server.setShutdownGracePeriod(REQUESTS_MAY_TAKE);
        }
        Settings settings = configuration.settings();
        settings.warnings().forEach(warning -> LOG.warn("config {}", warning));
        DogwatchService household = DogwatchService.of(settings);
        environment.lifecycle().manage(household);
        Vitals.register(environment.healthChecks(), household);
        environment.lifecycle().manage(watchdog(settings, environment.healthChecks()));
        household.heartbeat().whileHealthy(() -> Vitals.troubles(environment.healthChecks()));
        Reload reload = reload(configuration, household);
        Web.register(
                environment,
                household.supervisor(),
                household.journal(),
                household.holds(),
                new TestMails(household::settings, household.journal().instanceId(), Clock.systemUTC()),
                household.pageSources().with(reload),
                household.links(),
                Clock.systemUTC());
        SecurityFeature.register(
                environment,
                () -> household.settings().auth(),
                settings.metrics().open(),
                OwnHostNames.of(configuration),
                Clock.systemUTC());
        environment.jersey().register(new ReportResource(household::preview));
        environment.lifecycle().manage(looking(reload, household));
        environment.jersey().register(new ReloadResource(reload, household.journal(), Clock.systemUTC()));
        environment
                .servlets()
                .addServlet("metrics", household.exposition().servlet())
                .addMapping("/metrics");
        environment
                .lifecycle()
                .addServerLifecycleListener(
                        server -> household.exposition().showHttp(new WebServer(environment.metrics(), server)::view));
        CleanExit.arrange(environment);
    }

    private static Reload reload(DogwatchConfiguration configuration, DogwatchService household) {
        Path file = configuration.file().orElse(Path.of("config.yml"));
        return new Reload(
                configuration,
                household::follow,
                household.exposition(),
                Reload.letters(file, household::settings, Clock.systemUTC()),
                Clock.systemUTC());
    }

    private static Managed looking(Reload reload, DogwatchService household) {
        return new Managed() {
            @Override
            public void start() {
                household
                        .timetable()
                        .every(
                                "configuration",
                                Reload.POLL_INTERVAL,
                                Reload.POLL_INTERVAL,
                                due -> Thread.startVirtualThread(reload::poll));
            }
        };
    }

    private static Managed watchdog(Settings settings, HealthCheckRegistry checks) {
        Watchdog watchdog = new Watchdog(
                () -> Vitals.failures(checks),
                settings.watchdogTimeout(),
                FatalMailer.of(settings),
                Clock.systemUTC(),
                // Not System.exit: what hangs would hang the orderly end, too.
                () -> Runtime.getRuntime().halt(Watchdog.EXIT_CODE));
        return new Managed() {
            @Override
            public void start() {
                watchdog.start();
            }

            @Override
            public void stop() {
                watchdog.close();
            }
        };
    }
}
