package io.dogwatch.config;

import io.dogwatch.discover.WatchRules;
import io.dogwatch.model.ContainerSelector;
import io.dropwizard.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads files of policy tests. What is wanted of the container is written as in {@code config.yml} and read by the same
 * reader, with the same faults; or it is a whole configuration file that the test names.
 */
public final class PolicyTestReader {

    private static final Duration MAX_LENGTH = Duration.ofDays(366);
    private static final Set<String> RESTART_POLICIES = Set.of("no", "on-failure", "always", "unless-stopped");
    private static final List<String> INLINE = List.of("watch", "defaults");

    /** Reads a whole configuration file. */
    public interface Configurations {
        Settings read(Path file) throws IOException, ConfigurationException;
    }

    private final Map<String, String> environment;
    private final Configurations configurations;

    public PolicyTestReader(Map<String, String> environment, Configurations configurations) {
        this.environment = Map.copyOf(environment);
        this.configurations = configurations;
    }

    /**
     * @throws IOException if the file, or the configuration it names, cannot be read
     * @throws ConfigurationException with all faults of the file
     */
    public PolicyTestSource read(Path file) throws IOException, ConfigurationException {
        ParseContext reading = new ParseContext();
        YamlNode.Mapping keys = YamlTree.read(Files.readString(file, StandardCharsets.UTF_8), environment, reading);
        refuse(file, reading);
        ConfigSection root = new ConfigSection(keys, "policy test", reading);
        String name = root.text("name", "the file's name", "text").orElse(String.valueOf(file.getFileName()));
        Optional<String> config =
                root.file("config").map(path -> file.resolveSibling(path).toString());
        INLINE.forEach(root::foreign);
        root.foreign("given");
        root.foreign("expect");
        ConfigSection container = root.section("container", "container");
        String host = container.text("host", Settings.LOCAL_HOST.host());
        String image = container.text("image", "");
        Map<String, String> labels = container.words("labels", "texts under names");
        String restart = container.text("restart", "no");
        if (!RESTART_POLICIES.contains(restart)) {
            container.fault(
                    "restart",
                    "unknown value " + UnknownKeyMessage.quote(restart)
                            + UnknownKeyMessage.hint(restart, RESTART_POLICIES));
        }
        Duration stopTimeout =
                container.duration("stopTimeout", Duration.ofSeconds(10), Duration.ZERO, Duration.ofHours(1));
        Optional<Duration> until = root.duration("until", "the last time in the file", Duration.ZERO, MAX_LENGTH);
        Settings settings = config.isPresent() ? Settings.DEFAULT : inline(keys, reading);
        String about = container
                .text("name")
                .or(() -> settings.watch().stream()
                        .findFirst()
                        .map(WatchRule::match)
                        .filter(ContainerSelector::isPlainName)
                        .flatMap(ContainerSelector::name))
                .orElse("");
        if (about.isEmpty()) {
            container.missing("name", "allowed: the name of the container under test");
        }
        if (config.isPresent() && INLINE.stream().anyMatch(root::has)) {
            root.fault("config", "conflicts with watch and defaults; use either config or rules in this file");
        }
        container.rejectUnknown();
        List<PolicyTestSource.Line> given = lines(keys, "given", root, reading);
        List<PolicyTestSource.Line> expect = lines(keys, "expect", root, reading);
        root.rejectUnknown();
        refuse(file, reading);
        WatchRules rules = (config.isPresent() ? configurations.read(Path.of(config.get())) : settings)
                .watchRules(Optional.empty());
        return new PolicyTestSource(
                name, rules, host, about, image, labels, restart, stopTimeout, until, given, expect);
    }

    private static void refuse(Path file, ParseContext reading) throws ConfigurationFaultsException {
        if (!reading.faults().isEmpty()) {
            List<String> faults =
                    reading.faults().stream().map(ConfigError::toString).toList();
            throw new ConfigurationFaultsException(file.toString(), faults);
        }
    }

    /** The rules given in the test itself. */
    private static Settings inline(YamlNode.Mapping keys, ParseContext reading) {
        return SettingsReader.read(keys.only(INLINE), reading);
    }

    private static List<PolicyTestSource.Line> lines(
            YamlNode.Mapping keys, String key, ConfigSection root, ParseContext reading) {
        List<PolicyTestSource.Line> lines = new ArrayList<>();
        Optional<YamlNode> written = keys.value(key);
        if (written.isEmpty() || !(written.get() instanceof YamlNode.Items items)) {
            root.missing(key, "allowed: a list of sentences, such as - at 10s: …");
            return lines;
        }
        for (YamlNode item : items.items()) {
            sentence(item, reading).ifPresent(lines::add);
        }
        return lines;
    }

    private static Optional<PolicyTestSource.Line> sentence(YamlNode item, ParseContext reading) {
        SourceLocation origin = item.origin();
        if (item instanceof YamlNode.Text text) {
            return Optional.of(new PolicyTestSource.Line(text.text(), "", origin.path(), origin.line()));
        }
        if (item instanceof YamlNode.Mapping keys && keys.values().size() == 1) {
            Map.Entry<String, YamlNode> only =
                    new HashMap<>(keys.values()).entrySet().iterator().next();
            if (only.getValue() instanceof YamlNode.Text text) {
                return Optional.of(new PolicyTestSource.Line(only.getKey(), text.text(), origin.path(), origin.line()));
            }
        }
        reading.fault(origin, "must be one sentence, such as - at 10s: running");
        return Optional.empty();
    }
}
