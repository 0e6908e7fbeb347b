package io.dogwatch.containerstats;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * In which cgroups a process is, from its {@code /proc/<pid>/cgroup}. Pure.
 *
 * @param byController of version 1; where both versions are mounted, a controller is in only one of them
 * @param unified of version 2
 */
record CgroupPaths(Map<String, String> byController, Optional<String> unified) {

    /** Each line is {@code number:controllers:path}. */
    static CgroupPaths read(String text) {
        Map<String, String> paths = new HashMap<>();
        String unified = null;
        for (String line : text.lines().toList()) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && parts[2].startsWith("/")) {
                if (parts[1].isEmpty()) {
                    unified = parts[2];
                } else {
                    for (String controller : parts[1].split(",")) {
                        paths.put(controller, parts[2]);
                    }
                }
            }
        }
        return new CgroupPaths(Map.copyOf(paths), Optional.ofNullable(unified));
    }
}
