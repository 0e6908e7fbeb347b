package io.dogwatch.config;

import io.dogwatch.model.Check;
import io.dogwatch.model.ExecCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads an {@code exec} check. */
final class ExecCheckReader {

    private static final int MAX_WORDS = 100;

    private ExecCheckReader() {}

    static Optional<ExecCheck> read(Check.Terms terms, ConfigSection section) {
        List<String> command = section.arguments("command", "required", "program and arguments, without a shell");
        if (section.has("command") && section.isLabel("command")) {
            section.fault("command", "is not allowed in a label; commands come only from the configuration file");
            command = List.of();
        } else if (command.isEmpty()) {
            section.missing("command", "allowed: a program and its arguments, such as [\"/bin/check\", \"--fast\"]");
        } else if (command.size() > MAX_WORDS) {
            section.fault("command", "must not exceed " + MAX_WORDS + " words, but has " + command.size());
        }
        Set<Integer> codes = new HashSet<>(TargetReader.exitCodes(section, "exitCodes", "0"));
        String user = section.text("user", "the container's own", "a user, as docker exec has it")
                .orElse("");
        ExecCheck check = new ExecCheck(
                terms,
                command,
                user,
                codes.isEmpty() ? Set.of(0) : codes,
                section.pattern("outputMatches"),
                section.pattern("outputMustNotMatch"));
        return command.isEmpty() ? Optional.empty() : Optional.of(check);
    }
}
