package io.dogwatch.logs;

import io.dogwatch.model.ContainerSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Opens the files in which a log can be read without the engine.
 *
 * @param hostRoot where the root of the engine's machine is seen; empty if it is not
 * @param mounted the file in a mount, as the container sees it; empty for the log that the engine keeps
 */
record FileOpener(Optional<Path> hostRoot, Optional<String> mounted, InstantSource clock) {

    private static final int MAX_LAST_LINE_LENGTH = 64 * 1024;

    /**
     * What was opened.
     *
     * @param atMark whether it goes on right after what was judged
     */
    record Opened(FileStream stream, boolean atMark) {}

    /**
     * @param floor the lines stamped so or later have to come
     * @param fromItsBeginning whether all of a file in a mount is new, though no mark says so
     *
     * @return empty if the engine has to be asked for the log
     *
     * @throws MountedFile.Unreachable with what to do
     */
    Optional<Opened> open(
            ContainerSnapshot container,
            Instant floor,
            Optional<FileOffset> mark,
            boolean fromItsBeginning,
            FileStream.Owner owner)
            throws IOException {
        if (mounted.isPresent()) {
            MountedFile file = MountedFile.of(hostRoot, container, mounted.get());
            return Optional.of(open(file, container, mark, fromItsBeginning, owner));
        }
        Optional<JsonFiles> files = hostRoot.flatMap(root -> JsonFiles.visible(root, container));
        return files.isEmpty() ? Optional.empty() : Optional.of(open(files.get(), floor, mark, owner));
    }

    private Opened open(JsonFiles files, Instant floor, Optional<FileOffset> mark, FileStream.Owner owner)
            throws IOException {
        Optional<OpenFile> marked = mark.isEmpty() ? Optional.empty() : FileTail.marked(files, mark.get());
        boolean wasCut = marked.isEmpty() && mark.isPresent() && files.wasCut(mark.get());
        JsonFiles.Start start = marked.isPresent() && mark.isPresent()
                ? new JsonFiles.Start(marked.get(), mark.get().offset())
                : files.from(wasCut ? Instant.EPOCH : floor);
        FileTail tail = new FileTail(files, start.file(), start.offset(), false);
        return new Opened(new FileStream(tail, new JsonLines(), files, owner, clock), marked.isPresent() || wasCut);
    }

    private Opened open(
            MountedFile file,
            ContainerSnapshot container,
            Optional<FileOffset> mark,
            boolean fromItsBeginning,
            FileStream.Owner owner)
            throws IOException {
        Optional<OpenFile> marked = mark.isEmpty() ? Optional.empty() : FileTail.marked(file, mark.get());
        OpenFile open = marked.isPresent() ? marked.get() : opened(file);
        long offset = marked.isPresent()
                ? mark.map(FileOffset::offset).orElse(0L)
                : mark.isPresent() || fromItsBeginning || isOfThisLife(file, container) ? 0 : lastLineBegin(open);
        FileTail tail = new FileTail(file, open, offset, true);
        return new Opened(new FileStream(tail, new PlainLines(), file, owner, clock), true);
    }

    private OpenFile opened(MountedFile file) throws IOException {
        try {
            return file.open();
        } catch (NoSuchFileException e) {
            throw new MountedFile.Unreachable(mounted.orElse("") + " does not exist (yet)");
        }
    }

    private static boolean isOfThisLife(MountedFile file, ContainerSnapshot container) throws IOException {
        List<Path> all = file.all();
        Instant created = Files.readAttributes(all.getLast(), BasicFileAttributes.class)
                .creationTime()
                .toInstant();
        return LogJudge.Life.of(container)
                .filter(life -> !created.isBefore(life.incarnation().startedAt().minusSeconds(1)))
                .isPresent();
    }

    /** What stands there was written before anybody watched; a last line that is not whole is new. */
    private static long lastLineBegin(OpenFile file) throws IOException {
        long size = file.size();
        byte[] last = new byte[(int) Math.min(size, MAX_LAST_LINE_LENGTH)];
        int n = file.read(last, 0, last.length, size - last.length);
        int feed = BlockScanner.lastLineEnd(last, 0, n);
        return feed < 0 ? size - last.length : size - last.length + feed + 1;
    }
}
