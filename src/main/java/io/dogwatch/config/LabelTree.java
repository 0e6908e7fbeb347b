package io.dogwatch.config;

import io.dogwatch.model.PlainText;
import io.dogwatch.silence.SilenceParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Turns a container's {@code dogwatch.} labels into the same shape as a rule of the file: {@code
 * dogwatch.check.site.http.port} becomes {@code checks: {site: {kind: http, port: …}}}. Labels are hostile: their number,
 * length and depth are limited. Not thread-safe.
 */
final class LabelTree {

    private static final String PREFIX = "dogwatch.";
    private static final int MAX_LABELS = 200;
    private static final int MAX_NAME = 200;
    private static final int MAX_VALUE = 4096;
    private static final int MAX_DEPTH = 8;
    private static final Set<String> OWN_WORDS = Set.of("enable", "self", "check", "maintenance");

    private final ParseContext reading;
    private final Map<String, Object> root = new LinkedHashMap<>();
    private final Map<String, SourceLocation> kinds = new HashMap<>();

    private LabelTree(ParseContext reading) {
        this.reading = reading;
    }

    /** The wishes below {@code checks} and the policy's keys. The words {@code enable}, {@code self} and {@code maintenance} are left out. */
    static YamlNode.Mapping read(Map<String, String> labels, ParseContext reading) {
        LabelTree tree = new LabelTree(reading);
        List<String> names = ours(labels);
        if (names.size() > MAX_LABELS) {
            reading.fault(
                    new SourceLocation("dogwatch", 0),
                    "must not exceed " + MAX_LABELS + " labels, but has " + names.size());
            return YamlNode.Mapping.EMPTY;
        }
        names.forEach(name -> tree.add(name, labels.getOrDefault(name, "")));
        return tree.keys(tree.root, "dogwatch");
    }

    private static List<String> ours(Map<String, String> labels) {
        return new TreeMap<>(labels)
                .keySet().stream().filter(name -> name.startsWith(PREFIX)).toList();
    }

    private void add(String name, String value) {
        SourceLocation origin = new SourceLocation(PlainText.line(name, MAX_NAME), 0);
        List<String> path = List.of(name.substring(PREFIX.length()).split("\\.", -1));
        if (name.length() > MAX_NAME || path.size() > MAX_DEPTH || path.contains("")) {
            reading.fault(
                    origin,
                    "invalid label name; allowed: at most " + MAX_NAME + " characters and " + MAX_DEPTH
                            + " words, separated by single dots");
        } else if (value.length() > MAX_VALUE) {
            reading.fault(origin, "must not exceed " + MAX_VALUE + " characters");
        } else if (RenamedKeys.ofLabel(path).isPresent()) {
            reading.fault(
                    origin,
                    RenamedKeys.message(PlainText.line(RenamedKeys.ofLabel(path).orElseThrow(), MAX_NAME)));
        } else if (path.getFirst().equals("check")) {
            addToCheck(path, value, origin);
        } else if (path.getFirst().equals("enable") || path.getFirst().equals("self")) {
            if (path.size() > 1 || !(value.equals("true") || value.equals("false"))) {
                reading.fault(origin, "must be true or false, not " + UnknownKeyMessage.quote(value));
            }
        } else if (path.getFirst().equals("maintenance")) {
            readWindow(path, value, origin);
        } else if (isCommand(path)) {
            reading.fault(origin, "is not allowed in a label; commands come only from the configuration file");
        } else if (TargetReader.PLAIN_KEYS.contains(path.getFirst())) {
            put(path, value, origin);
        } else {
            Set<String> known = new TreeSet<>(TargetReader.PLAIN_KEYS);
            known.addAll(OWN_WORDS);
            reading.fault(origin, "unknown key" + UnknownKeyMessage.hint(path.getFirst(), known));
        }
    }

    private static boolean isCommand(List<String> path) {
        boolean isHook = path.size() > 1
                && path.getFirst().equals("remedy")
                && (path.get(1).equals("before") || path.get(1).equals("after"));
        return isHook || path.getFirst().equals(DiagnosticReader.KEY);
    }

    /** Only looked at here: what it means is up to the room that holds. */
    private void readWindow(List<String> path, String value, SourceLocation origin) {
        if (path.size() > 1) {
            reading.fault(origin, "unknown key; allowed: dogwatch.maintenance=0 3 * * SUN for 2h");
        } else {
            SilenceParser.label(value, (key, message) -> reading.fault(origin, message));
        }
    }

    private void addToCheck(List<String> written, String value, SourceLocation origin) {
        List<String> path = withKind(written);
        if (path.size() < 4) {
            reading.fault(
                    origin,
                    "invalid check key; allowed: dogwatch.check.<name>.<kind>.<key>, such as"
                            + " dogwatch.check.site.http.port");
            return;
        }
        String name = path.get(1);
        String kind = path.get(2);
        if (CheckKind.of(kind).isEmpty()) {
            reading.fault(
                    origin,
                    "unknown kind " + UnknownKeyMessage.quote(kind) + UnknownKeyMessage.hint(kind, CheckKind.words()));
            return;
        }
        SourceLocation kindOrigin =
                new SourceLocation(PREFIX + "check." + PlainText.line(name, MAX_NAME) + "." + kind, 0);
        SourceLocation earlier = kinds.putIfAbsent(name, kindOrigin);
        if (earlier == null) {
            put(List.of("checks", name, "kind"), kind, kindOrigin);
        } else if (!earlier.equals(kindOrigin)) {
            reading.fault(origin, "a check must have one kind; conflicts with " + earlier.path());
            return;
        }
        if (path.get(3).equals("kind")) {
            reading.fault(origin, "unknown key; the label name already contains the kind");
            return;
        }
        List<String> place = new ArrayList<>(List.of("checks", name));
        place.addAll(path.subList(3, path.size()));
        put(place, value, origin);
    }

    /** As in the file, the kind may be left out where the check's name is a kind. */
    private static List<String> withKind(List<String> path) {
        if (path.size() < 3
                || CheckKind.of(path.get(1)).isEmpty()
                || CheckKind.of(path.get(2)).isPresent()) {
            return path;
        }
        List<String> longer = new ArrayList<>(path);
        longer.add(2, path.get(1));
        return longer;
    }

    @SuppressWarnings("unchecked")
    private void put(List<String> path, String value, SourceLocation origin) {
        Map<String, Object> place = root;
        for (String word : path.subList(0, path.size() - 1)) {
            Object below = place.computeIfAbsent(word, absent -> new LinkedHashMap<String, Object>());
            if (!(below instanceof Map)) {
                reading.fault(origin, "conflicts with a label that assigns a value to a prefix of this name");
                return;
            }
            place = (Map<String, Object>) below;
        }
        // Labels are sorted, so a value always precedes keys below it.
        if (place.putIfAbsent(path.getLast(), new YamlNode.Text(value, origin)) != null) {
            reading.fault(origin, "conflicts with a label that extends this name");
        }
    }

    @SuppressWarnings("unchecked")
    private YamlNode.Mapping keys(Map<String, Object> tree, String path) {
        Map<String, YamlNode> keys = new LinkedHashMap<>();
        tree.forEach((word, below) -> keys.put(
                word,
                below instanceof YamlNode.Text text
                        ? text
                        : keys((Map<String, Object>) below, labelPath(path, PlainText.line(word, MAX_NAME)))));
        return new YamlNode.Mapping(keys, new SourceLocation(path, 0));
    }

    /** As the label's name has it: with {@code check} for {@code checks}, and with the kind after a check's name. */
    private String labelPath(String path, String word) {
        if (path.equals("dogwatch")) {
            return PREFIX + (word.equals("checks") ? "check" : word);
        }
        return path.equals(PREFIX + "check")
                ? Optional.ofNullable(kinds.get(word)).map(SourceLocation::path).orElse(path + "." + word)
                : path + "." + word;
    }
}
