package io.dogwatch.config;

import io.dogwatch.discover.WatchRules;
import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSelector;
import io.dogwatch.model.Dependency;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Policy.Mode;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the file, applied to containers: what a rule says wins over a label, a label over the defaults. Immutable.
 */
final class RuleMatcher implements WatchRules {

    private static final String ENABLE = "dogwatch.enable";
    private static final String SELF = "dogwatch.self";
    private static final String MAINTENANCE = "dogwatch.maintenance";

    /** Of docker-autoheal and of deunhealth: both mean "restart it when Docker calls it unhealthy". */
    private static final List<String> PEERS = List.of("autoheal", "deunhealth.restart.on.unhealthy");

    /** Set by {@code docker compose run}, on a copy of the service's labels. */
    private static final String ONE_OFF = "com.docker.compose.oneoff";

    private static final String SWARM_TASK = "com.docker.swarm.task.id";

    private static final String AUTOHEAL_STOP_TIMEOUT = "autoheal.stop.timeout";

    private final List<WatchRule> rules;
    private final Defaults defaults;
    private final Optional<String> ownContainerId;
    private final List<String> ownNeeds;

    /** @param ownNeeds globs of the names of containers that Dogwatch cannot work without */
    RuleMatcher(List<WatchRule> rules, Defaults defaults, Optional<String> ownContainerId, List<String> ownNeeds) {
        this.rules = List.copyOf(rules);
        this.defaults = defaults;
        this.ownContainerId = ownContainerId.filter(id -> id.length() >= 12);
        this.ownNeeds = List.copyOf(ownNeeds);
    }

    @Override
    public Watch watch(String host, String id, String name, String image, Map<String, String> labels) {
        TargetId target = new TargetId(host, name);
        Optional<WatchRule> rule = rules.stream()
                .filter(candidate ->
                        candidate.isAbout(host) && candidate.match().fits(name, image, labels))
                .findFirst();
        Optional<String> excluded = exclusion(rule, name, labels);
        boolean isNamed = excluded.isEmpty() && (rule.isPresent() || isEnabledByLabel(labels));
        Watch watch =
                isNamed ? named(target, rule, labels) : found(target, excluded.orElse("neither a rule nor a label"));
        return untouchable(id, name, labels)
                .map(why -> observed(watch, watch.faults(), why))
                .orElse(watch);
    }

    /** Why a container is only observed although a rule or a label selects it. A rule that names the container wins. */
    private static Optional<String> exclusion(Optional<WatchRule> rule, String name, Map<String, String> labels) {
        boolean isRequired = rule.map(WatchRule::required).orElse(false);
        boolean isNamedExactly =
                rule.flatMap(found -> found.match().name()).filter(name::equals).isPresent();
        if ("false".equals(labels.get(ENABLE)) && !isRequired) {
            return Optional.of("label " + ENABLE);
        }
        if (isNamedExactly) {
            return Optional.empty();
        }
        if ("true".equalsIgnoreCase(labels.get(ONE_OFF))) {
            return Optional.of("one-off container of docker compose run");
        }
        return PEERS.stream()
                .filter(label -> isFalse(labels.get(label)))
                .findFirst()
                .map(label -> "label " + label);
    }

    /** Dogwatch must not act on itself, on its dependencies, or on tasks that Swarm replaces by itself. */
    private Optional<String> untouchable(String id, String name, Map<String, String> labels) {
        if (ownContainerId.filter(id::startsWith).isPresent()) {
            return Optional.of("Dogwatch's own container");
        }
        if (ownNeeds.stream().anyMatch(glob -> ContainerSelector.glob(glob, name))) {
            return Optional.of("self.dependsOn");
        }
        if (labels.containsKey(SWARM_TASK)) {
            return Optional.of("task of a Swarm service, which Swarm restarts");
        }
        return "true".equals(labels.get(SELF)) ? Optional.of("label " + SELF) : Optional.empty();
    }

    @Override
    public List<Watch> requiredTargets(String host) {
        return rules.stream()
                .filter(rule -> rule.required() && rule.isAbout(host))
                .map(rule -> byRule(new TargetId(host, rule.match().name().orElseThrow()), rule))
                .toList();
    }

    private static boolean isEnabledByLabel(Map<String, String> labels) {
        return labels.keySet().stream().anyMatch(RuleMatcher::requestsHealing)
                || PEERS.stream().anyMatch(label -> labels.containsKey(label) && !isFalse(labels.get(label)));
    }

    private static boolean isFalse(@Nullable String value) {
        return value != null && value.strip().equalsIgnoreCase("false");
    }

    /** Reports a value of another tool's label that is neither true nor false, such as {@code ture}. */
    private static void readPeers(Map<String, String> labels, ParseContext reading) {
        for (String label : PEERS) {
            String value = labels.get(label);
            if (value != null && !isFalse(value) && !value.strip().equalsIgnoreCase("true")) {
                reading.fault(
                        new SourceLocation(label, 0),
                        "unknown value " + UnknownKeyMessage.quote(value) + "; allowed: true, false");
            }
        }
    }

    /** Who asks to be left alone does not ask to be healed at all other times. */
    private static boolean requestsHealing(String label) {
        return label.startsWith("dogwatch.") && !label.equals(SELF) && !label.equals(MAINTENANCE);
    }

    private Watch named(TargetId target, Optional<WatchRule> rule, Map<String, String> labels) {
        ParseContext reading = new ParseContext();
        YamlNode.Mapping wanted = LabelTree.read(labels, reading);
        readStopTimeout(labels, reading);
        readPeers(labels, reading);
        Watch without = rule.map(found -> byRule(target, found)).orElseGet(() -> byLabel(target));
        if (!wanted.values().isEmpty() && reading.faults().isEmpty()) {
            YamlNode.Mapping merged =
                    rule.map(found -> LabelMerger.of(found, wanted, reading)).orElse(wanted);
            ConfigSection section = new ConfigSection(merged, "labels", reading);
            TargetReader.Wishes wishes = new TargetReader(defaults).read(section, without.policy());
            rejectItself(section, wishes, target);
            rule.filter(WatchRule::required).ifPresent(found -> rejectFewer(section, wishes, found));
            section.rejectUnknown();
            if (reading.faults().isEmpty()) {
                String source =
                        rule.map(found -> without.source() + " and labels").orElse("label");
                return watch(target, rule, wishes, source, merged);
            }
        }
        List<String> faults =
                reading.faults().stream().map(ConfigError::toString).toList();
        return faults.isEmpty() ? without : observed(without, faults, "invalid labels");
    }

    /** A rule about many may name one of them; a label is about its own container alone. */
    private static void rejectItself(ConfigSection section, TargetReader.Wishes wishes, TargetId target) {
        String key = DependenciesReader.KEY;
        if (section.isLabel(key)
                && wishes.dependsOn().stream()
                        .anyMatch(dependency -> dependency.parent().equals(target.name()))) {
            section.fault(key, "must not name its own container");
        }
    }

    /** A container that must work may not say itself that more of it may fail. */
    private static void rejectFewer(ConfigSection section, TargetReader.Wishes wishes, WatchRule rule) {
        String key = PolicyReader.QUORUM_KEY;
        Policy.Quorum operators = rule.policy().quorum();
        if (section.isLabel(key) && wishes.policy().quorum().checks() > operators.checks()) {
            LabelLimits.refuse(
                    section,
                    key,
                    wishes.policy().quorum().wireName(),
                    operators.wireName() + ", because the rule says required: true");
        }
    }

    /** Validates the label; a restart reads its value from the container. */
    private static void readStopTimeout(Map<String, String> labels, ParseContext reading) {
        Optional.ofNullable(labels.get(AUTOHEAL_STOP_TIMEOUT))
                .filter(seconds -> !seconds.matches("\\d{1,5}"))
                .ifPresent(seconds -> reading.fault(
                        new SourceLocation(AUTOHEAL_STOP_TIMEOUT, 0),
                        "must be a number of seconds, not " + UnknownKeyMessage.quote(seconds)));
    }

    private Watch byRule(TargetId target, WatchRule rule) {
        TargetReader.Wishes wishes = new TargetReader.Wishes(rule.checks(), rule.policy(), rule.dependsOn());
        return watch(
                target, Optional.of(rule), wishes, rule.name(), rule.written().keys());
    }

    private Watch byLabel(TargetId target) {
        TargetReader.Wishes nothing =
                new TargetReader.Wishes(TargetReader.implicit(List.of()), defaults.policy(), List.of());
        return watch(target, Optional.empty(), nothing, "label", YamlNode.Mapping.EMPTY);
    }

    /** @param written what its rule and its labels say, together */
    private Watch watch(
            TargetId target,
            Optional<WatchRule> rule,
            TargetReader.Wishes wishes,
            String source,
            YamlNode.Mapping written) {
        Map<String, String> sources = new HashMap<>(
                ConfigSources.ofTarget(written, rule.map(WatchRule::name).orElse("label"), wishes.checks(), defaults));
        boolean required = rule.map(WatchRule::required).orElse(false);
        if (required) {
            rule.ifPresent(found -> sources.put("required", found.name()));
        }
        List<Dependency> others = wishes.dependsOn().stream()
                .filter(dependency -> !dependency.parent().equals(target.name()))
                .toList();
        return new Watch(target, wishes.checks(), wishes.policy(), required, source, List.of(), others, sources);
    }

    private Watch found(TargetId target, String why) {
        List<Check> checks = TargetReader.implicit(List.of());
        Map<String, String> sources =
                new HashMap<>(ConfigSources.ofTarget(YamlNode.Mapping.EMPTY, "label", checks, defaults));
        sources.put("policy.mode", why);
        sources.put("policy.announce", why);
        return new Watch(target, checks, defaults.policy().found(), false, "found", List.of(), List.of(), sources);
    }

    private static Watch observed(Watch watch, List<String> faults, String why) {
        Policy observing = watch.policy().toBuilder().mode(Mode.OBSERVE).build();
        Map<String, String> sources = new HashMap<>(watch.sources());
        sources.put("policy.mode", why);
        return new Watch(
                watch.target(),
                watch.checks(),
                observing,
                watch.required(),
                watch.source(),
                faults,
                watch.dependsOn(),
                sources);
    }
}
