package io.dogwatch.suggest;

import io.dogwatch.suggest.Suggestion.Proposal;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Formats suggestions for pasting: as a rule of config.yml, or as labels. Pure. */
public final class Written {

    private Written() {}

    /** A rule of {@code watch}; empty without a suggestion. */
    public static String asRule(String container, List<Suggestion> suggestions) {
        List<Proposal> proposals = proposals(suggestions);
        if (proposals.isEmpty()) {
            return "";
        }
        StringBuilder text =
                new StringBuilder("  - name: ").append(quoted(container)).append("\n    checks:\n");
        for (Proposal proposal : proposals) {
            StringJoiner keys = new StringJoiner(", ", "{", "}");
            if (!proposal.name().equals(proposal.kind())) {
                keys.add("kind: " + proposal.kind());
            }
            proposal.keys().forEach((key, value) -> keys.add(key + ": " + quoted(value)));
            text.append("      ")
                    .append(proposal.name())
                    .append(": ")
                    .append(keys)
                    .append('\n');
        }
        return text.toString();
    }

    /** Labels in Compose syntax; empty without a suggestion. */
    public static String asLabels(List<Suggestion> suggestions) {
        StringBuilder text = new StringBuilder();
        for (Proposal proposal : proposals(suggestions)) {
            String kind = proposal.name().equals(proposal.kind()) ? "" : "." + proposal.kind();
            for (Map.Entry<String, String> key : proposal.keys().entrySet()) {
                text.append("      dogwatch.check.")
                        .append(proposal.name())
                        .append(kind)
                        .append('.')
                        .append(key.getKey())
                        .append(": \"")
                        .append(key.getValue())
                        .append("\"\n");
            }
        }
        return text.toString();
    }

    private static List<Proposal> proposals(List<Suggestion> suggestions) {
        return suggestions.stream()
                .flatMap(suggestion -> suggestion.check().stream())
                .toList();
    }

    /** Plain where YAML takes it as it is. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9/][A-Za-z0-9_./-]*") ? text : "\"" + text.replace("\"", "\\\"") + "\"";
    }
}
