package io.dogwatch.logs;

import io.dogwatch.model.TargetId;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The places of all logs of one target in one text: that of the engine's log first, then those of files in mounts, each
 * after a semicolon, with its path and an equals sign. Safe for use by many threads.
 */
final class OffsetCodec {

    private static final String ENGINE = "";

    private final OffsetStore places;
    private final TargetId target;
    private @Nullable Map<String, String> known;

    OffsetCodec(OffsetStore places, TargetId target) {
        this.places = places;
        this.target = target;
    }

    /** @param path in the container; empty for the engine's log */
    OffsetStore of(Optional<String> path) {
        String key = path.orElse(ENGINE);
        return new OffsetStore() {
            @Override
            public Optional<String> get(TargetId ignored) {
                return read(key);
            }

            @Override
            public void put(TargetId ignored, String place) {
                write(key, place);
            }

            @Override
            public void remove(TargetId ignored) {
                write(key, null);
            }
        };
    }

    private synchronized Optional<String> read(String key) {
        return Optional.ofNullable(all().get(key));
    }

    private synchronized void write(String key, @Nullable String place) {
        Map<String, String> changed = new TreeMap<>(all());
        if (place == null) {
            changed.remove(key);
        } else {
            changed.put(key, place);
        }
        if (changed.isEmpty()) {
            places.remove(target);
        } else {
            places.put(target, text(changed));
        }
        known = changed;
    }

    private Map<String, String> all() {
        Map<String, String> all = known;
        if (all == null) {
            all = places.get(target).map(OffsetCodec::parts).orElse(Map.of());
            known = all;
        }
        return all;
    }

    private static String text(Map<String, String> all) {
        String files = all.entrySet().stream()
                .filter(one -> !one.getKey().equals(ENGINE))
                .map(one -> ";" + URLEncoder.encode(one.getKey(), StandardCharsets.UTF_8) + "=" + one.getValue())
                .collect(Collectors.joining());
        return all.getOrDefault(ENGINE, "") + files;
    }

    private static Map<String, String> parts(String text) {
        Map<String, String> all = new TreeMap<>();
        String[] parts = text.split(";", -1);
        if (!parts[0].isEmpty()) {
            all.put(ENGINE, parts[0]);
        }
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                all.put(
                        URLDecoder.decode(parts[i].substring(0, equals), StandardCharsets.UTF_8),
                        parts[i].substring(equals + 1));
            }
        }
        return all;
    }
}
