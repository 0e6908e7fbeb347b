package io.dogwatch.config;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dogwatch.model.PlainText;
import io.dropwizard.configuration.ConfigurationException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says what Dropwizard finds wrong with its own keys in our words. It stops at its first fault; without the key at fault
 * it can be asked again, and finds the next.
 */
final class DropwizardFaults {

    private final YamlNode.Mapping file;

    DropwizardFaults(YamlNode.Mapping file) {
        this.file = file;
    }

    /** One sentence for each fault. */
    List<String> report(ConfigurationException found) {
        if (!(found.getCause() instanceof JsonMappingException wrong)) {
            return found.getErrors().stream()
                    .map(error -> PlainText.line(error, 300))
                    .toList();
        }
        String message = wrong instanceof UnrecognizedPropertyException unknown
                ? "unknown key"
                        + UnknownKeyMessage.hint(
                                unknown.getPropertyName(),
                                unknown.getKnownPropertyIds().stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.toSet()))
                : PlainText.line(String.valueOf(wrong.getOriginalMessage()), 300);
        return List.of(new ConfigError(path(wrong), message, line(wrong)).toString());
    }

    /** Takes the key at fault out of the tree. @return whether it was there */
    static boolean remove(ObjectNode tree, ConfigurationException found) {
        if (!(found.getCause() instanceof JsonMappingException wrong)
                || wrong.getPath().isEmpty()) {
            return false;
        }
        JsonNode above = tree;
        List<JsonMappingException.Reference> path = wrong.getPath();
        for (JsonMappingException.Reference step : path.subList(0, path.size() - 1)) {
            above = step.getFieldName() == null ? above.path(step.getIndex()) : above.path(step.getFieldName());
        }
        String key = path.getLast().getFieldName();
        return key != null && above instanceof ObjectNode keys && keys.remove(key) != null;
    }

    private static String path(JsonMappingException wrong) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : wrong.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(PlainText.line(step.getFieldName(), 60));
            }
        }
        return path.toString();
    }

    private int line(JsonMappingException wrong) {
        Optional<YamlNode> place = Optional.of(file);
        for (JsonMappingException.Reference step : wrong.getPath()) {
            place = place.flatMap(value -> below(value, step));
        }
        return place.map(value -> value.origin().line()).orElse(0);
    }

    private static Optional<YamlNode> below(YamlNode value, JsonMappingException.Reference step) {
        return switch (value) {
            case YamlNode.Text text -> Optional.empty();
            case YamlNode.Mapping keys ->
                step.getFieldName() == null ? Optional.empty() : keys.value(step.getFieldName());
            case YamlNode.Items items ->
                step.getIndex() >= 0 && step.getIndex() < items.items().size()
                        ? Optional.of(items.items().get(step.getIndex()))
                        : Optional.empty();
        };
    }
}
