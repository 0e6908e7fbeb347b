package io.dogwatch.config;

import io.dogwatch.model.PlainText;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.StringSubstitutor;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Parses YAML text into values that know their line. Only composes nodes and never constructs objects, so tags
 * have no effect. Anchors and merge keys ({@code <<}) work; duplicate keys are errors. {@code ${NAME}} and {@code
 * ${NAME:-default}} are replaced inside each scalar after parsing, so the environment cannot change the structure;
 * keys are not replaced. (Jackson's own YAML reader would return aliases as plain text.) Not thread-safe.
 */
final class YamlTree {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_]{1,60})}");
    private static final char MARK = '\uE000';
    private static final char MARK_END = '\uE001';
    private static final Pattern MARKED = Pattern.compile(MARK + "(\\d{1,7})" + MARK_END);
    private static final Pattern ANY_VARIABLE = Pattern.compile("\\$?\\$\\{[^{}\\n]*}");
    private static final int MAX_CHARACTERS = 1 << 20;
    /** Nested aliases can expand a small text into a huge tree. */
    private static final int MAX_VALUES = 100_000;

    private final ParseContext reading;
    private final StringSubstitutor environment;
    private final List<String> variables = new ArrayList<>();
    private final Deque<Node> above = new ArrayDeque<>();
    private int values;

    private YamlTree(ParseContext reading, Map<String, String> environment) {
        this.reading = reading;
        this.environment = new StringSubstitutor(environment::get)
                .setEnableUndefinedVariableException(true)
                .setDisableSubstitutionInValues(true);
    }

    /** @return the root; without keys if the text is empty or no YAML mapping, which is a fault in the latter case */
    static YamlNode.Mapping read(String yaml, Map<String, String> environment, ParseContext reading) {
        return new YamlTree(reading, environment).root(yaml);
    }

    private YamlNode.Mapping root(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setMergeOnCompose(true);
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(hideVariables(yaml)));
            if (root == null || Tag.NULL.equals(root.getTag())) {
                return YamlNode.Mapping.EMPTY;
            }
            if (value(root, SourceLocation.ROOT) instanceof YamlNode.Mapping keys) {
                return keys;
            }
            reading.fault(
                    new SourceLocation("", line(root)),
                    "must be keys such as \"watch:\", not a single value or a list");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            reading.fault(
                    new SourceLocation("", line),
                    "invalid YAML: " + PlainText.line(String.valueOf(e.getProblem()), 200));
        } catch (YAMLException e) {
            reading.fault(SourceLocation.ROOT, "invalid YAML: " + PlainText.line(String.valueOf(e.getMessage()), 200));
        } catch (TooLarge e) {
            reading.fault(
                    SourceLocation.ROOT, "must not exceed " + MAX_VALUES + " values after all anchors are expanded");
        }
        return YamlNode.Mapping.EMPTY;
    }

    /**
     * Puts a mark where a variable stands, since YAML forbids braces in an unquoted text inside {@code {…}}. The marks are
     * from Unicode's private use area, which YAML takes for letters.
     */
    private String hideVariables(String yaml) {
        return ANY_VARIABLE.matcher(yaml).replaceAll(found -> {
            variables.add(found.group());
            return MARK + Integer.toString(variables.size() - 1) + MARK_END;
        });
    }

    private String showVariables(String text) {
        return text.indexOf(MARK) < 0
                ? text
                : MARKED.matcher(text).replaceAll(found -> {
                    int index = Integer.parseInt(found.group(1));
                    return Matcher.quoteReplacement(index < variables.size() ? variables.get(index) : found.group());
                });
    }

    private YamlNode value(Node node, SourceLocation origin) {
        SourceLocation here = new SourceLocation(origin.path(), line(node));
        if (++values > MAX_VALUES) {
            throw new TooLarge();
        }
        if (above.contains(node)) {
            reading.fault(here, "an anchor must not contain itself");
            return new YamlNode.Text("", here);
        }
        above.push(node);
        try {
            return switch (node) {
                case MappingNode mapping -> keys(mapping, here);
                case SequenceNode sequence -> items(sequence, here);
                case ScalarNode scalar -> text(scalar, here);
                default -> new YamlNode.Text("", here);
            };
        } finally {
            above.pop();
        }
    }

    private YamlNode.Mapping keys(MappingNode mapping, SourceLocation origin) {
        Map<String, YamlNode> keys = new LinkedHashMap<>();
        for (NodeTuple pair : mapping.getValue()) {
            if (!(pair.getKeyNode() instanceof ScalarNode key)) {
                reading.fault(new SourceLocation(origin.path(), line(pair.getKeyNode())), "a key must be a plain word");
                continue;
            }
            String name = showVariables(key.getValue());
            SourceLocation place =
                    new SourceLocation(origin.child(PlainText.line(name, 60)).path(), line(key));
            YamlNode value = value(pair.getValueNode(), place);
            if (keys.putIfAbsent(name, value) != null) {
                reading.fault(place, "duplicate key");
            }
        }
        return new YamlNode.Mapping(keys, origin);
    }

    private YamlNode.Items items(SequenceNode sequence, SourceLocation origin) {
        List<YamlNode> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(value(item, new SourceLocation(origin.path() + "[" + items.size() + "]", 0)));
        }
        return new YamlNode.Items(items, origin);
    }

    private YamlNode.Text text(ScalarNode scalar, SourceLocation origin) {
        boolean quoted = !scalar.isPlain();
        String written = Tag.NULL.equals(scalar.getTag()) ? "" : showVariables(scalar.getValue());
        if (!written.contains("${")) {
            return new YamlNode.Text(written, quoted, false, origin);
        }
        try {
            String replaced = environment.replace(written);
            return new YamlNode.Text(replaced, quoted, !replaced.equals(written), origin);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Without the rest of the text, which may be half a secret.
            Matcher name = VARIABLE.matcher(written);
            reading.fault(
                    origin,
                    "the environment variable " + (name.find() ? name.group(1) + " " : "")
                            + "is not set; set it, or write a default: ${NAME:-default}");
            return new YamlNode.Text("", quoted, true, origin);
        }
    }

    private static int line(Node node) {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }

    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
