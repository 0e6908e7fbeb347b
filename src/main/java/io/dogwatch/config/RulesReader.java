package io.dogwatch.config;

import io.dogwatch.model.ContainerSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the {@code watch} rules, and finds those that make no sense together. */
final class RulesReader {

    private final Set<String> hosts;
    private final Defaults defaults;
    private final TargetReader targets;

    RulesReader(Set<String> hosts, Defaults defaults) {
        this.hosts = hosts;
        this.defaults = defaults;
        this.targets = new TargetReader(defaults);
    }

    List<WatchRule> read(ConfigSection root) {
        List<WatchRule> rules = new ArrayList<>();
        List<ConfigSection> sections = root.sections("watch", "watch rule", "");
        for (ConfigSection section : sections) {
            WatchRule rule = rule(section, rules.size() + 1);
            rejectShadowed(section, rule, rules);
            rules.add(rule);
        }
        hosts.stream().sorted().forEach(host -> rejectCycles(host, rules, sections));
        return rules;
    }

    private WatchRule rule(ConfigSection section, int number) {
        Optional<String> host = section.text("host", "none", "the name of a host");
        host.filter(name -> !hosts.contains(name))
                .ifPresent(name -> section.fault(
                        "host", "unknown host " + UnknownKeyMessage.quote(name) + UnknownKeyMessage.hint(name, hosts)));
        ContainerSelector match = new ContainerSelector(
                section.text("name", "none", "a glob"),
                section.text("image", "none", "a glob"),
                section.text("label", "none", "name or name=glob"),
                section.text("project", "none", "a glob"),
                section.text("service", "none", "a glob"));
        if (match.isEmpty()) {
            section.faultHere(
                    "must select containers; set name, image, label, project or service (name: \"*\" selects all)");
        }
        boolean required = section.flag("required", false);
        if (required && !match.isPlainName()) {
            section.fault(
                    "required", "is only allowed in a rule with a name without * and ?, and without other selectors");
        } else if (required && host.isEmpty() && hosts.size() > 1) {
            section.fault(
                    "required",
                    "requires a host, because several are configured; set host: "
                            + hosts.stream().sorted().collect(Collectors.joining(" or ")));
        }
        TargetReader.Wishes wishes = targets.read(section, defaults.policy());
        section.rejectUnknown();
        WatchRule.Written written = new WatchRule.Written(section.only(TargetReader.KEYS));
        return new WatchRule(
                number, host, match, required, wishes.checks(), wishes.policy(), wishes.dependsOn(), written);
    }

    /** The first rule that matches counts, so a later one about a container it names can never be reached. */
    private static void rejectShadowed(ConfigSection section, WatchRule rule, List<WatchRule> earlier) {
        if (rule.match().isPlainName()) {
            String name = rule.match().name().orElseThrow();
            earlier.stream()
                    .filter(other -> other.match().isNameOnly()
                            && (other.host().isEmpty() || other.host().equals(rule.host()))
                            && ContainerSelector.glob(other.match().name().orElseThrow(), name))
                    .findFirst()
                    .ifPresent(other -> section.faultHere("is unreachable, because watch[" + (other.number() - 1)
                            + "] (" + other.match() + ") matches first; move this rule up"));
        }
    }

    /** Told once, at the rule of the file that comes first among those that it goes through. */
    private static void rejectCycles(String host, List<WatchRule> rules, List<ConfigSection> sections) {
        for (List<String> cycle : DependencyCycles.of(host, rules)) {
            rules.stream()
                    .filter(rule -> rule.isAbout(host) && !rule.dependsOn().isEmpty())
                    .filter(rule -> ContainerSelector.glob(rule.match().name().orElse("*"), cycle.getFirst()))
                    .findFirst()
                    .ifPresent(rule -> sections.get(rule.number() - 1)
                            .fault(DependenciesReader.KEY, "forms a dependency cycle: " + String.join(" → ", cycle)));
        }
    }
}
