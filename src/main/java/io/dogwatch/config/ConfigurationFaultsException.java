package io.dogwatch.config;

import io.dropwizard.configuration.ConfigurationException;
import java.util.Collection;

/** An invalid configuration, with all its errors. Thrown before anything was started. */
public final class ConfigurationFaultsException extends ConfigurationException {

    private static final long serialVersionUID = 1;

    /** The exit code for an invalid configuration, distinct from other failures. */
    public static final int EXIT_CODE = 2;

    private final String path;

    /** @param path the file, or another source of the error */
    public ConfigurationFaultsException(String path, Collection<String> faults) {
        super(path, faults);
        this.path = path;
    }

    /** A head line, then one fault a line. */
    @Override
    public String getMessage() {
        int count = getErrors().size();
        return path + " has " + (count == 1 ? "1 fault" : count + " faults") + ":\n  "
                + String.join("\n  ", getErrors());
    }
}
