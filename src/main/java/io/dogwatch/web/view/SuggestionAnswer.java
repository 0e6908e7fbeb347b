package io.dogwatch.web.view;

import io.dogwatch.model.PlainText;
import io.dogwatch.suggest.Suggestion;
import io.dogwatch.suggest.Written;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Suggested checks for a container.
 *
 * @param watched the current state, such as {@code observed: not selected by a rule or label}
 * @param rule the suggestion as a rule for config.yml; may be empty
 * @param labels the same as labels
 */
public record SuggestionAnswer(
        String host, String name, String watched, List<PortFound> ports, String rule, String labels) {

    /**
     * One port.
     *
     * @param check the name of the suggested check; absent without one
     * @param found the findings at this port
     */
    public record PortFound(
            int port, @Nullable String check, @Nullable String kind, String found) {}

    static SuggestionAnswer of(String host, String name, String watched, List<Suggestion> suggestions) {
        String shown = PlainText.line(name, 128);
        return new SuggestionAnswer(
                host,
                shown,
                watched,
                suggestions.stream()
                        .map(one -> new PortFound(
                                one.port(),
                                one.check().map(Suggestion.Proposal::name).orElse(null),
                                one.check().map(Suggestion.Proposal::kind).orElse(null),
                                PlainText.line(one.found(), 512)))
                        .toList(),
                Written.asRule(shown, suggestions),
                Written.asLabels(suggestions));
    }
}
