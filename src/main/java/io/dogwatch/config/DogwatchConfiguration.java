package io.dogwatch.config;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.dropwizard.core.Configuration;

/** The whole of {@code config.yml}: Dropwizard's own part, and ours as {@link #settings()}. */
public final class DogwatchConfiguration extends Configuration {

    @JsonIgnore
    private Settings settings = Settings.DEFAULT;

    public Settings settings() {
        return settings;
    }

    void setOwnSettings(Settings read) {
        settings = read;
    }
}
