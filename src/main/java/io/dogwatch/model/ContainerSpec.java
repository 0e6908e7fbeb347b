package io.dogwatch.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The specification of a container: everything that its creation, an update or a network connection can change,
 * and a restart cannot. Compared with the specification at the time the target was last healthy, it shows manual
 * changes.
 *
 * @param parts the value of each part by name, in reading order, such as {@code limit memory} → {@code 256MiB}
 * @param hidden parts with secret values, such as {@code environment DB_URL}, each with a fingerprint that only
 *     this process can compute; the fingerprint is empty if it is no longer known
 */
public record ContainerSpec(Map<String, String> parts, Map<String, String> hidden) {

    public static final ContainerSpec UNKNOWN = new ContainerSpec(Map.of(), Map.of());

    public ContainerSpec {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
    }

    /** To be kept on a disk. */
    public ContainerSpec withoutFingerprints() {
        Map<String, String> names = new LinkedHashMap<>(hidden);
        names.replaceAll((name, fingerprint) -> "");
        return new ContainerSpec(parts, names);
    }
}
