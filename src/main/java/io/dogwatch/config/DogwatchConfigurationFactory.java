package io.dogwatch.config;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dropwizard.configuration.BaseConfigurationFactory;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code config.yml}: our keys by our own reader, the others by Dropwizard's, and the faults of both together.
 * Replaces environment variables itself, so the source provider must hand out the file as it is. System properties such
 * as {@code -Ddw.store.dataDir=/var/lib/dogwatch} win over the file.
 */
public final class DogwatchConfigurationFactory extends BaseConfigurationFactory<DogwatchConfiguration> {

    /** The most faults of Dropwizard's keys in one error. */
    private static final int MAX_ATTEMPTS = 30;

    private final String prefix;
    private final Map<String, String> environment;

    /** For {@code bootstrap.setConfigurationFactoryFactory}. */
    public static DogwatchConfigurationFactory create(
            Class<DogwatchConfiguration> type, Validator validator, ObjectMapper mapper, String prefix) {
        return new DogwatchConfigurationFactory(type, validator, mapper, prefix, System.getenv());
    }

    DogwatchConfigurationFactory(
            Class<DogwatchConfiguration> type,
            Validator validator,
            ObjectMapper mapper,
            String prefix,
            Map<String, String> environment) {
        // As Dropwizard's own factory does: an unknown key is a mistake and not noise.
        super(
                new YAMLFactory(),
                "YAML",
                type,
                validator,
                mapper.copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES),
                prefix);
        this.prefix = prefix + ".";
        this.environment = Map.copyOf(environment);
    }

    @Override
    public DogwatchConfiguration build(ConfigurationSourceProvider provider, String path)
            throws IOException, ConfigurationException {
        try (InputStream file = provider.open(path)) {
            DogwatchConfiguration configuration = read(new String(file.readAllBytes(), StandardCharsets.UTF_8), path);
            configuration.cameFrom(Path.of(path), () -> build(provider, path));
            return configuration;
        }
    }

    /** Without a file: all defaults. */
    @Override
    public DogwatchConfiguration build() throws IOException, ConfigurationException {
        return read("", "default configuration");
    }

    private DogwatchConfiguration read(String yaml, String path) throws IOException, ConfigurationException {
        ParseContext reading = new ParseContext();
        YamlNode.Mapping file = overrides().over(YamlTree.read(yaml, environment, reading));
        Settings settings = Settings.DEFAULT;
        if (reading.faults().isEmpty() || !file.values().isEmpty()) {
            settings = SettingsReader.read(file, reading);
        }
        List<String> faults = new ArrayList<>(
                reading.faults().stream().map(ConfigError::toString).toList());
        DogwatchConfiguration configuration = dropwizards(file, path, faults);
        if (faults.isEmpty()) {
            BindAddressCheck.faults(configuration, settings.auth()).forEach(fault -> faults.add(fault.toString()));
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationFaultsException(path, faults);
        }
        configuration.setOwnSettings(settings, DropwizardTree.of(file));
        return configuration;
    }

    /** Adds all faults to the list; what is returned is then good for nothing. */
    private DogwatchConfiguration dropwizards(YamlNode.Mapping file, String path, List<String> faults)
            throws IOException {
        DropwizardFaults words = new DropwizardFaults(file);
        ObjectNode tree = DropwizardTree.of(file);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            try {
                return build(tree.deepCopy(), path);
            } catch (ConfigurationException e) {
                faults.addAll(words.report(e));
                if (!DropwizardFaults.remove(tree, e)) {
                    break;
                }
            }
        }
        return new DogwatchConfiguration();
    }

    @Override
    protected void addOverride(JsonNode root, String name, String value) {
        if (isDropwizards(name)) {
            super.addOverride(root, name, value);
        }
    }

    private static boolean isDropwizards(String path) {
        return SettingsReader.DROPWIZARD_KEYS.contains(
                List.of(path.split("\\.")).getFirst());
    }

    /** Those about our keys; Dropwizard applies those about its own. */
    private YamlNode.Mapping overrides() {
        YamlNode.Mapping all = YamlNode.Mapping.EMPTY;
        for (String property : System.getProperties().stringPropertyNames()) {
            if (!property.startsWith(prefix)) {
                continue;
            }
            List<String> words = List.of(property.substring(prefix.length()).split("\\."));
            if (!isDropwizards(property.substring(prefix.length()))) {
                YamlNode value = new YamlNode.Text(System.getProperty(property, ""), new SourceLocation(property, 0));
                for (String word : words.subList(1, words.size()).reversed()) {
                    value = new YamlNode.Mapping(Map.of(word, value), new SourceLocation(property, 0));
                }
                all = all.over(new YamlNode.Mapping(Map.of(words.getFirst(), value), SourceLocation.ROOT));
            }
        }
        return all;
    }
}
