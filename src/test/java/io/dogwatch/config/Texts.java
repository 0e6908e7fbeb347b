package io.dogwatch.config;

import java.util.List;
import java.util.Map;

/** Reads YAML as the service does, for tests. */
final class Texts {

    private Texts() {}

    static Settings settings(String yaml) {
        return settings(yaml, Map.of());
    }

    /** @throws AssertionError if there is any fault */
    static Settings settings(String yaml, Map<String, String> environment) {
        ParseContext reading = new ParseContext();
        Settings settings = SettingsReader.read(YamlTree.read(yaml, environment, reading), reading);
        if (!reading.faults().isEmpty()) {
            throw new AssertionError(reading.faults().toString());
        }
        return settings;
    }

    static List<String> faults(String yaml) {
        return faults(yaml, Map.of());
    }

    static List<String> faults(String yaml, Map<String, String> environment) {
        ParseContext reading = new ParseContext();
        SettingsReader.read(YamlTree.read(yaml, environment, reading), reading);
        return reading.faults().stream().map(ConfigError::toString).toList();
    }
}
