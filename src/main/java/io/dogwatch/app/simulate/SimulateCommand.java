package io.dogwatch.app.simulate;

import io.dogwatch.config.ConfigurationFaultsException;
import io.dogwatch.config.DogwatchConfiguration;
import io.dogwatch.config.DogwatchConfigurationFactory;
import io.dogwatch.config.PolicyTestReader;
import io.dogwatch.config.Settings;
import io.dogwatch.config.StartFailure;
import io.dogwatch.replay.policytest.PolicyTest;
import io.dogwatch.replay.policytest.TestResult;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Runs policy tests, or replays recorded history under a changed policy. Touches no engine and changes no journal. */
public final class SimulateCommand extends Command {

    private final PrintStream out;

    public SimulateCommand(PrintStream out) {
        super("simulate", "Replays history under another policy, or runs policy tests; touches nothing");
        this.out = out;
    }

    @Override
    public void configure(Subparser subparser) {
        subparser.addArgument("files").metavar("FILE").nargs("*").help("policy tests to run");
        subparser.addArgument("--tests").metavar("FILE").nargs("+").help("the same");
        subparser.addArgument("--config").metavar("FILE").help("the policy to try, as a configuration file");
        subparser
                .addArgument("--against")
                .metavar("FILE")
                .help("the configuration to compare it with; default: what was really decided");
        subparser
                .addArgument("--history")
                .metavar("journal|FILE")
                .setDefault("journal")
                .help(
                        "where the history is: the journal of the configuration (default), another data folder, or a copy of"
                                + " its dogwatch.db");
        subparser.addArgument("--target").metavar("GLOB").setDefault("*").help("only these: a name, or host/name");
        subparser.addArgument("--since").metavar("TIME").setDefault("7d").help("how far back; default 7d");
        subparser.addArgument("--json").action(Arguments.storeTrue()).help("for machines");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace said) throws Exception {
        List<String> files = new ArrayList<>(said.getList("files"));
        Optional.ofNullable(said.<String>getList("tests")).ifPresent(files::addAll);
        Optional<String> config = Optional.ofNullable(said.getString("config"));
        if (files.isEmpty() == config.isEmpty()) {
            throw new ConfigurationFaultsException(
                    "simulate", List.of("give either --config FILE to replay history, or policy tests to run"));
        }
        if (config.isPresent()) {
            new HistoryReplay(file -> settings(bootstrap, file), out).run(ReplayOrder.of(config.get(), said));
        } else {
            test(bootstrap, files);
        }
    }

    private void test(Bootstrap<?> bootstrap, List<String> files) throws Exception {
        PolicyTestFiles reader =
                new PolicyTestFiles(new PolicyTestReader(System.getenv(), file -> settings(bootstrap, file)));
        List<PolicyTest> tests = new ArrayList<>();
        for (String file : files) {
            tests.add(reader.read(Path.of(file)));
        }
        TestReport report = new TestReport(out);
        int failed = 0;
        for (int i = 0; i < tests.size(); i++) {
            TestResult result = tests.get(i).run();
            report.print(files.get(i), result);
            failed += result.passed() ? 0 : 1;
        }
        if (failed > 0) {
            throw new TestsFailedException(failed, tests.size());
        }
        out.println(tests.size() == 1 ? "1 test, as expected" : tests.size() + " tests, all as expected");
    }

    private static Settings settings(Bootstrap<?> bootstrap, Path file) throws IOException, ConfigurationException {
        return DogwatchConfigurationFactory.create(
                        DogwatchConfiguration.class,
                        bootstrap.getValidatorFactory().getValidator(),
                        bootstrap.getObjectMapper(),
                        "dw")
                .build(new FileConfigurationSourceProvider(), file.toString())
                .settings();
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable error) {
        if (error instanceof TestsFailedException) {
            cli.getStdErr().println(error.getMessage());
        } else {
            StartFailure.print(cli, error);
        }
    }
}
