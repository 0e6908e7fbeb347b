package io.dogwatch.evidence;

import io.dogwatch.model.ContainerSpec;
import io.dogwatch.model.PlainText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A specification as lines of text. The first line is the time, by which old ones are recognized. Pure. */
final class SpecText {

    private static final int MAX_LENGTH = 4000;

    private SpecText() {}

    /** Secrets are taken out, and each value is one line. */
    static ContainerSpec clean(ContainerSpec makeup, Redaction redaction) {
        Map<String, String> parts = new LinkedHashMap<>();
        // The name is a part of what gives a secret away.
        makeup.parts().forEach((name, value) -> {
            String its = clean(name, redaction);
            String line = clean(name + "=" + value, redaction);
            parts.put(its, line.startsWith(its + "=") ? line.substring(its.length() + 1) : line);
        });
        Map<String, String> hidden = new LinkedHashMap<>();
        makeup.hidden().forEach((name, fingerprint) -> hidden.put(clean(name, redaction), fingerprint));
        return new ContainerSpec(parts, hidden);
    }

    private static String clean(String text, Redaction redaction) {
        return redaction.of(PlainText.line(text, MAX_LENGTH));
    }

    static String write(ContainerSpec makeup, Instant at) {
        StringBuilder text = new StringBuilder(at.toString()).append('\n');
        makeup.parts()
                .forEach((name, value) -> text.append("part\t")
                        .append(name)
                        .append('\t')
                        .append(value)
                        .append('\n'));
        makeup.hidden()
                .keySet()
                .forEach(name -> text.append("hidden\t").append(name).append('\n'));
        return text.toString();
    }

    /** @return empty if it cannot be read, as of another version */
    static Optional<LastHealthy.Known> read(String text) {
        String[] lines = text.split("\n", -1);
        try {
            Instant at = Instant.parse(lines[0]);
            Map<String, String> parts = new LinkedHashMap<>();
            Map<String, String> hidden = new LinkedHashMap<>();
            for (String line : lines) {
                String[] columns = line.split("\t", 3);
                if (columns.length == 3 && columns[0].equals("part")) {
                    parts.put(columns[1], columns[2]);
                } else if (columns.length == 2 && columns[0].equals("hidden")) {
                    hidden.put(columns[1], "");
                }
            }
            return Optional.of(new LastHealthy.Known(new ContainerSpec(parts, hidden), at));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
