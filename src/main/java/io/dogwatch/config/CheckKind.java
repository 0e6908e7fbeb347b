package io.dogwatch.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of check, as people write them. */
enum CheckKind {
    STATE,
    HEALTH,
    HTTP,
    TCP,
    GRPC,
    LISTEN,
    LOG,
    EXEC,
    RESOURCE;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CheckKind> of(String word) {
        return List.of(values()).stream()
                .filter(kind -> kind.wireName().equals(word))
                .findFirst();
    }

    static List<String> words() {
        return List.of(values()).stream().map(CheckKind::wireName).toList();
    }
}
