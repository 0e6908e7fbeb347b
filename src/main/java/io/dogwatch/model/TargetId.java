package io.dogwatch.model;

/**
 * Names one watched container. The name and not the container id, so that a target survives being recreated.
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
