package io.dogwatch.containerstats;

import io.dogwatch.model.ContainerSnapshot;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much of the disk a container's log takes. Never opens a log. Safe for use by many threads. */
final class LogFiles {

    private final Machine machine;

    LogFiles(Machine machine) {
        this.machine = machine;
    }

    /** The log with its rotated files; empty if Docker keeps no file for it, or the file is not visible. */
    OptionalLong size(ContainerSnapshot container) {
        if (container.log().path().isEmpty()) {
            return OptionalLong.empty();
        }
        Path log = machine.at(container.log().path());
        Path folder = log.getParent();
        if (folder == null || !Files.isRegularFile(log)) {
            return OptionalLong.empty();
        }
        // Rotated ones are called …-json.log.1, …-json.log.2.gz
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, file -> isPartOf(log, file))) {
            long size = 0;
            for (Path file : files) {
                size += length(file);
            }
            return OptionalLong.of(size);
        } catch (IOException | DirectoryIteratorException e) {
            return OptionalLong.empty();
        }
    }

    private static boolean isPartOf(Path log, Path file) {
        String name = String.valueOf(file.getFileName());
        String own = String.valueOf(log.getFileName());
        return name.equals(own) || name.startsWith(own + ".");
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // Rotated away between the two calls
            return 0;
        }
    }

    /** What can still be written to the disk that holds the log; empty if the log cannot be seen. */
    OptionalLong free(ContainerSnapshot container) {
        // Not by Files.getFileStore, which reads the whole table of mounts: each container has a few.
        long free = container.log().path().isEmpty()
                ? 0
                : machine.at(container.log().path()).toFile().getUsableSpace();
        return free > 0 ? OptionalLong.of(free) : OptionalLong.empty();
    }
}
