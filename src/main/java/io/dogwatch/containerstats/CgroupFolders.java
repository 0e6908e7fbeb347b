package io.dogwatch.containerstats;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the folder of a container's cgroup, for both versions and both of Docker's drivers. Safe for use by many threads. */
final class CgroupFolders {

    private static final int DEEPEST = 6;
    private static final int MAX_FOLDERS = 5_000;
    private static final int KEPT = 4_096;

    private final List<CgroupMount> mounts;
    private final Map<String, Optional<Path>> searched = new ConcurrentHashMap<>();

    CgroupFolders(List<CgroupMount> mounts) {
        this.mounts = List.copyOf(mounts);
    }

    /** @param containerId for the search, where the process's own path does not lead there */
    Optional<Path> of(String controller, CgroupPaths paths, String containerId) {
        boolean unified = !paths.byController().containsKey(controller);
        String cgroup =
                paths.byController().getOrDefault(controller, paths.unified().orElse(""));
        if (cgroup.isEmpty()) {
            return Optional.empty();
        }
        List<CgroupMount> fitting = mounts.stream()
                .filter(mount ->
                        unified ? mount.isUnified() : mount.controllers().contains(controller))
                .toList();
        return fitting.stream()
                .flatMap(mount -> mount.folder(cgroup).stream())
                .filter(Files::isDirectory)
                .findFirst()
                .or(() -> fitting.stream()
                        .flatMap(mount -> search(mount.point(), containerId).stream())
                        .findFirst());
    }

    /**
     * In a separate cgroup namespace, the paths of other cgroups begin with {@code /..}. Then only the folder name
     * identifies them: the id, or {@code docker-<id>.scope}.
     */
    private Optional<Path> search(Path top, String containerId) {
        if (containerId.length() < 12) {
            return Optional.empty();
        }
        String key = top + " " + containerId;
        Optional<Path> known = searched.get(key);
        if (known != null && (known.isEmpty() || Files.isDirectory(known.get()))) {
            return known;
        }
        if (searched.size() >= KEPT) {
            searched.clear();
        }
        Optional<Path> found = find(top, containerId);
        searched.put(key, found);
        return found;
    }

    private static Optional<Path> find(Path top, String containerId) {
        List<Path> level = List.of(top);
        int seen = 0;
        for (int depth = 0; depth < DEEPEST && !level.isEmpty(); depth++) {
            List<Path> next = new ArrayList<>();
            for (Path folder : level) {
                for (Path child : children(folder)) {
                    if (String.valueOf(child.getFileName()).contains(containerId)) {
                        return Optional.of(child);
                    }
                    if (++seen > MAX_FOLDERS) {
                        return Optional.empty();
                    }
                    next.add(child);
                }
            }
            level = next;
        }
        return Optional.empty();
    }

    static List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, Files::isDirectory)) {
            stream.forEach(children::add);
        } catch (IOException | DirectoryIteratorException e) {
            // it has vanished, or may not be read
        }
        return children;
    }
}
