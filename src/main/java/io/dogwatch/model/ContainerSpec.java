package io.dogwatch.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a container is made of: all that its creation, an update or a network's connection can make different, and that stays
 * as it is over a restart. Compared with how it was when the target was last well, it tells what somebody has changed.
 *
 * @param parts the value of each part by its name, in the order in which people read them, such as {@code limit memory} →
 *     {@code 256MiB}
 * @param hidden parts whose values are never kept, such as {@code environment DB_URL}, each with a fingerprint that no other
 *     process can make; the fingerprint is empty where it is not known any more
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
