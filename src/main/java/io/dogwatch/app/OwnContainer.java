package io.dogwatch.app;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the container that Dogwatch itself runs in, which it must never restart. */
final class OwnContainer {

    /**
     * In cgroup v1 the id is in /proc/self/cgroup; with v2 only the mounts of /etc/hostname and similar files
     * contain it.
     */
    private static final List<String> TELLTALES = List.of("/proc/self/cgroup", "/proc/self/mountinfo");

    private static final Pattern ID = Pattern.compile("/(?:docker|containers|docker-)[/-]?([0-9a-f]{64})");

    private OwnContainer() {}

    static Optional<String> id() {
        for (String file : TELLTALES) {
            try {
                Optional<String> id = in(Files.readString(Path.of(file)));
                if (id.isPresent()) {
                    return id;
                }
            } catch (IOException e) {
                // not Linux, or hidden: the id is unknown
            }
        }
        return Optional.empty();
    }

    static Optional<String> in(String text) {
        Matcher matcher = ID.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
