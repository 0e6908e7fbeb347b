package io.dogwatch.config;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.cli.Cli;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;

/** The message and the exit code of a command that could not start. */
public final class StartFailure {

    private StartFailure() {}

    /** Faults of the configuration without a stack trace, anything else with it. */
    public static void print(Cli cli, Throwable error) {
        if (isConfiguration(error)) {
            cli.getStdErr().println(error.getMessage());
        } else {
            error.printStackTrace(cli.getStdErr());
        }
    }

    /** The innermost reason, in a line for people. */
    public static String words(Throwable error) {
        Throwable root = error;
        for (int depth = 0; depth < 20 && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        String outer = String.valueOf(error.getMessage());
        String inner = String.valueOf(root.getMessage());
        return outer.contains(inner) ? outer : outer + ": " + inner;
    }

    /** 2 if it is the configuration that must be changed, else 1. */
    public static int exitCode(Throwable error) {
        return isConfiguration(error) ? ConfigurationFaultsException.EXIT_CODE : 1;
    }

    private static boolean isConfiguration(Throwable error) {
        return error instanceof ConfigurationException
                || error instanceof FileNotFoundException
                || error instanceof NoSuchFileException;
    }
}
