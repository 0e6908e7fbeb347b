package io.dogwatch.containerstats;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the sockets held open by the processes of a container. In the machine's network namespace, this is the
 * only way to find the owner of a socket.
 */
final class OpenSockets {

    private static final int MAX_PROCESSES = 500;
    private static final int MAX_FILES = 20_000;

    private OpenSockets() {}

    /**
     * @param wanted inodes of sockets
     * @return the inodes held by the container; empty if not visible (requires the permission to trace other
     *     processes)
     */
    static Optional<Set<Long>> of(Machine machine, List<String> pids, Set<Long> wanted) {
        Set<Long> held = new HashSet<>();
        int files = 0;
        boolean seen = false;
        for (String pid : pids.subList(0, Math.min(MAX_PROCESSES, pids.size()))) {
            if (Numbers.read(pid).isEmpty() || held.size() == wanted.size()) {
                continue;
            }
            try (DirectoryStream<Path> open = Files.newDirectoryStream(machine.at("/proc/" + pid + "/fd"))) {
                for (Path file : open) {
                    if (++files > MAX_FILES) {
                        return Optional.empty();
                    }
                    socket(file).filter(wanted::contains).ifPresent(held::add);
                }
                seen = true;
            } catch (IOException | DirectoryIteratorException e) {
                // it has ended, or may not be looked at
            }
        }
        return seen && pids.size() <= MAX_PROCESSES ? Optional.of(held) : Optional.empty();
    }

    /** {@code socket:[1818539]} */
    private static Optional<Long> socket(Path file) {
        try {
            String target = Files.readSymbolicLink(file).toString();
            return target.startsWith("socket:[") && target.endsWith("]")
                    ? Numbers.read(target.substring(8, target.length() - 1)).stream()
                            .boxed()
                            .findFirst()
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
