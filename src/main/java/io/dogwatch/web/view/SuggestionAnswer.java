package io.dogwatch.web.view;

import io.dogwatch.model.PlainText;
import io.dogwatch.suggest.Suggestion;
import io.dogwatch.suggest.Written;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which checks would suit a container.
 *
 * @param watched how it is watched now, such as {@code observed: neither a rule nor a label names it}
 * @param rule what is suggested, as a rule of config.yml; empty if nothing is
 * @param labels the same, as labels
 */
public record SuggestionAnswer(
        String host, String name, String watched, List<PortFound> ports, String rule, String labels) {

    /**
     * One port.
     *
     * @param check the suggested check's name; absent if none would suit
     * @param found what was seen there
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
