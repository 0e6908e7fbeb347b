package io.dogwatch.config;

import io.dogwatch.discover.WatchRules;
import io.dogwatch.target.Policy;
import io.dogwatch.target.Policy.Mode;
import io.dogwatch.target.TargetId;
import io.dogwatch.target.Watch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of the file, applied to containers: what a rule says wins over a label, a label over the defaults. Immutable.
 */
final class RuleBook implements WatchRules {

    private static final String ENABLE = "dogwatch.enable";
    private static final String SELF = "dogwatch.self";
    /** Of docker-autoheal and of deunhealth: both mean "restart it when Docker calls it unhealthy". */
    private static final List<String> PEERS = List.of("autoheal", "deunhealth.restart.on.unhealthy");

    private static final String AUTOHEAL_STOP_TIMEOUT = "autoheal.stop.timeout";

    private final List<WatchRule> rules;
    private final Defaults defaults;
    private final Optional<String> ownContainerId;

    RuleBook(List<WatchRule> rules, Defaults defaults, Optional<String> ownContainerId) {
        this.rules = List.copyOf(rules);
        this.defaults = defaults;
        this.ownContainerId = ownContainerId.filter(id -> id.length() >= 12);
    }

    @Override
    public Watch watch(String host, String id, String name, String image, Map<String, String> labels) {
        TargetId target = new TargetId(host, name);
        Optional<WatchRule> rule = rules.stream()
                .filter(candidate ->
                        candidate.isAbout(host) && candidate.match().fits(name, image, labels))
                .findFirst();
        boolean isRequired = rule.map(WatchRule::required).orElse(false);
        boolean optsOut = "false".equals(labels.get(ENABLE)) && !isRequired;
        boolean isNamed = !optsOut && (rule.isPresent() || isEnabledByLabel(labels));
        Watch watch = isNamed ? named(target, rule, labels) : found(target);
        boolean isSelf = ownContainerId.filter(id::startsWith).isPresent() || "true".equals(labels.get(SELF));
        return isSelf ? observed(watch, watch.faults()) : watch;
    }

    @Override
    public List<Watch> requiredTargets(String host) {
        return rules.stream()
                .filter(rule -> rule.required() && rule.isAbout(host))
                .map(rule -> plain(new TargetId(host, rule.match().name().orElseThrow()), rule))
                .toList();
    }

    private static boolean isEnabledByLabel(Map<String, String> labels) {
        return labels.keySet().stream().anyMatch(label -> label.startsWith("dogwatch.") && !label.equals(SELF))
                || PEERS.stream()
                        .anyMatch(label ->
                                "true".equals(labels.getOrDefault(label, "").toLowerCase(Locale.ROOT)));
    }

    private Watch named(TargetId target, Optional<WatchRule> rule, Map<String, String> labels) {
        Reading reading = new Reading();
        Value.Keys wanted = LabelTree.read(labels, reading);
        readStopTimeout(labels, reading);
        Watch without = rule.map(found -> plain(target, found)).orElseGet(() -> byLabel(target));
        if (!wanted.values().isEmpty() && reading.faults().isEmpty()) {
            Value.Keys merged = rule.map(found -> merge(found, wanted, reading)).orElse(wanted);
            Section section = new Section(merged, "labels", reading);
            TargetReader.Wishes wishes = new TargetReader(defaults).read(section, without.policy());
            section.rejectUnknown();
            if (reading.faults().isEmpty()) {
                String source =
                        rule.map(found -> without.source() + " and labels").orElse("label");
                return new Watch(target, wishes.checks(), wishes.policy(), without.required(), source, List.of());
            }
        }
        List<String> faults = reading.faults().stream().map(Fault::toString).toList();
        return faults.isEmpty() ? without : observed(without, faults);
    }

    /** A check keeps the kind that its rule gives it; then the rule's keys win one by one. */
    private static Value.Keys merge(WatchRule rule, Value.Keys labels, Reading reading) {
        Value.Keys written = rule.written().keys();
        Map<String, Value> checks = new LinkedHashMap<>();
        if (written.value("checks").orElse(Value.Keys.EMPTY) instanceof Value.Keys ruled) {
            ruled.values().forEach((name, value) -> {
                Value.Keys check = value instanceof Value.Keys keys ? keys : new Value.Keys(Map.of(), value.origin());
                String kind = rule.checks().stream()
                        .filter(read -> read.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .kind();
                labelled(labels, name)
                        .filter(text -> !text.text().equals(kind))
                        .ifPresent(text -> reading.fault(
                                text.origin(),
                                "rule " + rule.number() + " makes the check of this name one of kind " + kind));
                checks.put(name, check.with("kind", new Value.Text(kind, value.origin())));
            });
        }
        Value.Keys all = checks.isEmpty()
                ? written
                : written.with("checks", new Value.Keys(checks, written.origin().child("checks")));
        return all.over(labels);
    }

    private static Optional<Value.Text> labelled(Value.Keys labels, String check) {
        return labels.value("checks")
                .flatMap(value -> value instanceof Value.Keys checks ? checks.value(check) : Optional.empty())
                .flatMap(value -> value instanceof Value.Keys keys ? keys.value("kind") : Optional.empty())
                .flatMap(value -> value instanceof Value.Text text ? Optional.of(text) : Optional.empty());
    }

    /** Accepted for those who move over; the container's own stop timeout is what a restart uses. */
    private static void readStopTimeout(Map<String, String> labels, Reading reading) {
        Optional.ofNullable(labels.get(AUTOHEAL_STOP_TIMEOUT))
                .filter(seconds -> !seconds.matches("\\d{1,5}"))
                .ifPresent(seconds -> reading.fault(
                        new Origin(AUTOHEAL_STOP_TIMEOUT, 0), Words.quote(seconds) + " is not a number of seconds"));
    }

    private static Watch plain(TargetId target, WatchRule rule) {
        String source = "rule " + rule.number();
        return new Watch(target, rule.checks(), rule.policy(), rule.required(), source, List.of());
    }

    private Watch byLabel(TargetId target) {
        return new Watch(
                target, TargetReader.implicit(List.of()), defaults.policy(), false, "label", new ArrayList<>());
    }

    private static Watch found(TargetId target) {
        return new Watch(target, TargetReader.implicit(List.of()), Policy.FOUND, false, "found", List.of());
    }

    private static Watch observed(Watch watch, List<String> faults) {
        Policy observing = watch.policy().toBuilder().mode(Mode.OBSERVE).build();
        return new Watch(watch.target(), watch.checks(), observing, watch.required(), watch.source(), faults);
    }
}
