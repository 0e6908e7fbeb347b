package io.dogwatch.config;

import io.dogwatch.model.Dependency;
import io.dogwatch.model.Dependency.Need;
import io.dogwatch.model.Dependency.Via;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads which other containers a target needs: names in a list or with commas, or names with what each must be. */
final class DependenciesReader {

    static final String KEY = "dependsOn";

    private static final String RANGE = "names, or names with started, healthy or completed";
    private static final int MAX_PARENTS = 50;
    private static final ValueParser<Need> NEED = ValueParser.choice(Need.class);

    private DependenciesReader() {}

    static List<Dependency> read(ConfigSection section) {
        Map<String, Need> parents = section.hasNames(KEY) ? withNeeds(section) : names(section);
        if (parents.size() > MAX_PARENTS) {
            section.fault(KEY, "must not exceed " + MAX_PARENTS + " containers, but has " + parents.size());
            return List.of();
        }
        List<Dependency> dependencies = new ArrayList<>();
        parents.forEach((name, need) -> {
            // As the engine has it.
            if (name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,250}")) {
                dependencies.add(new Dependency(name, need, Via.CONFIG));
            } else {
                section.fault(KEY, "invalid container name " + UnknownKeyMessage.quote(name));
            }
        });
        return dependencies;
    }

    private static Map<String, Need> names(ConfigSection section) {
        Map<String, Need> parents = new LinkedHashMap<>();
        for (String item : section.list(KEY, "none", RANGE)) {
            for (String name : item.split(",", MAX_PARENTS + 2)) {
                parents.put(name.strip(), Need.STARTED);
            }
        }
        return parents;
    }

    private static Map<String, Need> withNeeds(ConfigSection section) {
        Map<String, Need> parents = new LinkedHashMap<>();
        section.words(KEY, RANGE).forEach((name, word) -> {
            switch (NEED.read(word.isEmpty() ? Need.STARTED.wireName() : word)) {
                case ValueParser.Answer.Meaning<Need>(Need need) -> parents.put(name, need);
                case ValueParser.Answer.Refusal<Need>(String sentence) -> section.fault(KEY, sentence);
            }
        });
        return parents;
    }
}
