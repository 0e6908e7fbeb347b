package io.dogwatch.config;

import io.dogwatch.model.Policy.Hook;
import io.dogwatch.model.Policy.Remedy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how a target is restarted. Commands come from the file alone: {@link LabelTree} refuses them in a label. */
final class RestartReader {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration HOOK_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_HOOKS = 10;
    private static final int MAX_ARGUMENTS = 100;
    private static final String COMMAND_RANGE = "a program and its arguments, as a list";

    private RestartReader() {}

    static Remedy read(ConfigSection section, Remedy fallback) {
        Remedy remedy = new Remedy(
                timeout(section, fallback),
                LabelLimits.flag(section, "kill", fallback.kill(), true),
                hooks(section, "before", fallback.before()),
                hooks(section, "after", fallback.after()));
        section.rejectUnknown();
        return remedy;
    }

    /**
     * The default is the container's own stop timeout. Its relation to a label's timeout is unknown at load time,
     * so without an operator's value the label is refused.
     */
    private static Optional<Duration> timeout(ConfigSection section, Remedy fallback) {
        Duration least = section.isLabel("timeout") ? fallback.timeout().orElse(SECOND) : SECOND;
        String standard = fallback.timeout().map(Quantities::text).orElse("the stop timeout and 15s");
        Optional<Duration> timeout = section.duration("timeout", standard, least, LONGEST_TIMEOUT);
        if (timeout.isPresent()
                && section.isLabel("timeout")
                && fallback.timeout().isEmpty()) {
            section.fault(
                    "timeout",
                    "is not allowed in a label unless the operator sets it, because a label can only lengthen it");
            return Optional.empty();
        }
        return timeout.or(fallback::timeout);
    }

    private static List<Hook> hooks(ConfigSection section, String key, List<Hook> fallback) {
        List<Hook> hooks = new ArrayList<>();
        for (ConfigSection hook : section.sections(key, "hook", "")) {
            List<String> command = command(hook);
            Duration timeout = hook.duration("timeout", HOOK_TIMEOUT, Duration.ofMillis(100), Duration.ofMinutes(1));
            hook.rejectUnknown();
            if (!command.isEmpty()) {
                hooks.add(new Hook(command, timeout));
            }
        }
        if (hooks.size() > MAX_HOOKS) {
            section.fault(key, "must not exceed " + MAX_HOOKS + " commands, but has " + hooks.size());
        }
        return section.has(key) ? hooks : fallback;
    }

    /** No shell is involved, so a text with spaces would be the name of a program that does not exist. */
    private static List<String> command(ConfigSection hook) {
        List<String> command = hook.arguments("command", "required", COMMAND_RANGE);
        if (!hook.has("command")) {
            hook.missing("command", "allowed: " + COMMAND_RANGE + ", such as [/usr/local/bin/drain, web]");
            return List.of();
        }
        return checked(hook, command);
    }

    /** @return empty if it is no command at all */
    static List<String> checked(ConfigSection hook, List<String> command) {
        if (command.isEmpty() || command.getFirst().isBlank()) {
            hook.fault("command", "must start with a program; allowed: " + COMMAND_RANGE);
            return List.of();
        } else if (command.size() == 1 && command.getFirst().matches("\\S+\\s+.*")) {
            hook.fault(
                    "command",
                    "must be a list, because no shell splits it; did you mean ["
                            + String.join(", ", command.getFirst().strip().split("\\s+", 4)) + "]?");
        } else if (command.size() > MAX_ARGUMENTS) {
            hook.fault("command", "must not exceed " + MAX_ARGUMENTS + " words, but has " + command.size());
        } else if (command.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
            hook.fault("command", "must not contain a NUL character");
        }
        return command;
    }
}
