package io.dogwatch.containerstats;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.LogRotation;
import java.util.OptionalLong;

/**
 * Up to which size a container's log can grow, by its driver and options. Pure.
 *
 * @param isBounded false if it can grow for as long as the container exists
 * @param most bytes with all rotated files; empty where it is not bounded, or not a file on this machine
 */
public record LogBound(boolean isBounded, OptionalLong most) {

    public static LogBound of(ContainerSnapshot.Log log) {
        LogRotation rotation = LogRotation.of(log);
        if (rotation.fileSize().isPresent()) {
            return new LogBound(true, OptionalLong.of(rotation.fileSize().getAsLong() * rotation.files()));
        }
        // All other drivers keep logs elsewhere, with different rules.
        boolean isFile = log.driver().equals("json-file") || log.driver().equals("local");
        return new LogBound(!isFile, OptionalLong.empty());
    }
}
