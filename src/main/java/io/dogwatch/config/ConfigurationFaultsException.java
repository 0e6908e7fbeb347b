package io.dogwatch.config;

import io.dropwizard.configuration.ConfigurationException;
import java.util.Collection;

/** A configuration that cannot be used, with everything that is wrong with it. Nothing was started. */
public final class ConfigurationFaultsException extends ConfigurationException {

    private static final long serialVersionUID = 1;

    /** The exit code that tells a faulty configuration from any other failure. */
    public static final int EXIT_CODE = 2;

    private final String path;

    /** @param path the file, or whatever else is wrong */
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
