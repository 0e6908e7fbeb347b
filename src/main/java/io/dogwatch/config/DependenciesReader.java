package io.dogwatch.config;

import io.dogwatch.target.Dependency;
import io.dogwatch.target.Dependency.Need;
import io.dogwatch.target.Dependency.Via;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads which other containers a target needs: names in a list or with commas, or names with what each must be. */
final class DependenciesReader {

    static final String KEY = "dependsOn";

    private static final String RANGE = "names, or names with started, healthy or completed";
    private static final int MAX_PARENTS = 50;
    private static final Notation<Need> NEED = Notation.choice(Need.class);

    private DependenciesReader() {}

    static List<Dependency> read(Section section) {
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
                section.fault(KEY, "invalid container name " + Words.quote(name));
            }
        });
        return dependencies;
    }

    private static Map<String, Need> names(Section section) {
        Map<String, Need> parents = new LinkedHashMap<>();
        for (String item : section.list(KEY, "none", RANGE)) {
            for (String name : item.split(",", MAX_PARENTS + 2)) {
                parents.put(name.strip(), Need.STARTED);
            }
        }
        return parents;
    }

    private static Map<String, Need> withNeeds(Section section) {
        Map<String, Need> parents = new LinkedHashMap<>();
        section.words(KEY, RANGE).forEach((name, word) -> {
            switch (NEED.read(word.isEmpty() ? Need.STARTED.word() : word)) {
                case Notation.Answer.Meaning<Need>(Need need) -> parents.put(name, need);
                case Notation.Answer.Refusal<Need>(String sentence) -> section.fault(KEY, sentence);
            }
        });
        return parents;
    }
}
