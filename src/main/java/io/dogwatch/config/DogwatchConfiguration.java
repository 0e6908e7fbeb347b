package io.dogwatch.config;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The whole of {@code config.yml}: Dropwizard's own part, and ours as {@link #settings()}. */
public final class DogwatchConfiguration extends Configuration {

    /** Reads the same file as before. */
    interface Reader {
        DogwatchConfiguration read() throws IOException, ConfigurationException;
    }

    @JsonIgnore
    private Settings settings = Settings.DEFAULT;

    @JsonIgnore
    private JsonNode dropwizards = MissingNode.getInstance();

    @JsonIgnore
    private Optional<Path> file = Optional.empty();

    @JsonIgnore
    private Reader reader = () -> this;

    public Settings settings() {
        return settings;
    }

    /** Where it was read from; empty without a file. */
    public Optional<Path> file() {
        return file;
    }

    /**
     * Reads and validates the current content of the same file; this object stays unchanged.
     *
     * @throws ConfigurationException with all errors
     * @throws IOException if the file cannot be read
     */
    public DogwatchConfiguration again() throws IOException, ConfigurationException {
        return reader.read();
    }

    /** Dropwizard's own keys, with our defaults. */
    JsonNode dropwizards() {
        return dropwizards;
    }

    void setOwnSettings(Settings read, JsonNode others) {
        settings = read;
        dropwizards = others;
    }

    void cameFrom(Path itsFile, Reader again) {
        file = Optional.of(itsFile);
        reader = again;
    }
}
