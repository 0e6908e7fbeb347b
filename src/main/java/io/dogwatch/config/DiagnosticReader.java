package io.dogwatch.config;

import io.dogwatch.model.Policy.Diagnostic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the diagnostic command for evidence. Only the file may set it: {@link LabelTree} refuses it in a label. */
final class DiagnosticReader {

    static final String KEY = "evidence";

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration LEAST = Duration.ofMillis(100);

    /** Evidence as a whole takes no longer. */
    private static final Duration MAX = Duration.ofSeconds(5);

    private static final String COMMAND_RANGE = "a program and its arguments, as a list; [] for none";

    private DiagnosticReader() {}

    static Optional<Diagnostic> read(ConfigSection section, Optional<Diagnostic> fallback) {
        List<String> command = section.arguments("command", "none", COMMAND_RANGE);
        String user = section.text("user", "the container's own", "a user, as docker exec has it")
                .orElse("");
        Duration timeout = section.duration("timeout", TIMEOUT, LEAST, MAX);
        if (!section.has("command") && (section.has("user") || section.has("timeout"))) {
            section.missing("command", "allowed: " + COMMAND_RANGE + ", such as [jcmd, \"1\", Thread.print]");
        }
        section.rejectUnknown();
        if (!section.has("command")) {
            return fallback;
        }
        if (command.isEmpty()) {
            return Optional.empty();
        }
        List<String> checked = RestartReader.checked(section, command);
        return checked.isEmpty() ? Optional.empty() : Optional.of(new Diagnostic(checked, user, timeout));
    }
}
