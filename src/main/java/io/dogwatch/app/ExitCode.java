package io.dogwatch.app;

import io.dogwatch.app.cli.CommandFailure;
import io.dogwatch.config.StartFailure;
import net.sourceforge.argparse4j.inf.ArgumentParserException;

/** Exit codes of failed commands. */
final class ExitCode {

    private static final int USAGE = 2;

    private ExitCode() {}

    static int of(Throwable error) {
        return switch (error) {
            case CommandFailure failure -> failure.exitCode();
            case ArgumentParserException usage -> USAGE;
            default -> StartFailure.exitCode(error);
        };
    }
}
