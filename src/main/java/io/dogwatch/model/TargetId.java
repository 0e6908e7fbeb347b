package io.dogwatch.model;

/**
 * Identifies one watched container by name. With the name instead of the container id, a target survives a
 * recreation.
 *
 * @param host the configured name of the Docker engine, such as {@code local}
 * @param name the container's name without the leading slash
 */
public record TargetId(String host, String name) implements Comparable<TargetId> {

    @Override
    public int compareTo(TargetId other) {
        int byHost = host.compareTo(other.host);
        return byHost != 0 ? byHost : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return host + "/" + name;
    }
}
