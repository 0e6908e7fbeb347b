package io.dogwatch.logs;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSnapshot.Mount;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A log file in one of a container's volumes or bind mounts, seen from the engine's machine. The container may do there
 * what it likes: only a regular file within the mount is read. Links are followed as long as they stay inside; the file is
 * opened folder by folder, and a link that was put there meanwhile is refused.
 *
 * @param mount the mount's folder, or the mounted file itself
 * @param inside the way from there; empty for a mounted file
 */
record MountedFile(Path mount, String inside) implements FileTail.Files, FileStream.Origin {

    /** It cannot be read now; the message says why, and what to do. */
    static final class Unreachable extends IOException {
        private static final long serialVersionUID = 1;

        Unreachable(String message) {
            super(message);
        }
    }

    /**
     * @param path as the container sees it
     *
     * @throws Unreachable if it is in no mount, or if the mount cannot be seen here
     */
    static MountedFile of(Optional<Path> hostRoot, ContainerSnapshot container, String path) throws Unreachable {
        Path inContainer = Path.of(path).normalize();
        Mount mount = container.mounts().stream()
                .filter(one -> inContainer.startsWith(Path.of(one.destination()).normalize()))
                .max(Comparator.comparingInt(
                        one -> Path.of(one.destination()).normalize().getNameCount()))
                .orElseThrow(() -> new Unreachable(path
                        + " is in no volume or bind mount of the container: mount a volume there, or log to stdout"));
        if (!mount.source().startsWith("/")) {
            throw new Unreachable(path + " is in a mount of type " + mount.type()
                    + ", which has no folder on the engine's host: use a volume or a bind mount");
        }
        Path root = hostRoot.orElseThrow(
                () -> new Unreachable(path + " is not visible to Dogwatch: run it on the engine's host, or mount "
                        + mount.source() + " and set the host's root"));
        Path source = root.resolve(mount.source().substring(1)).normalize();
        if (!Files.exists(source)) {
            throw new Unreachable(mount.source() + " is not visible below " + root
                    + ": mount it there read-only, or grant Dogwatch read permission");
        }
        Path destination = Path.of(mount.destination()).normalize();
        return new MountedFile(source, destination.relativize(inContainer).toString());
    }

    /** The file itself, without links. */
    private Path real() throws IOException {
        Path base = mount.toRealPath();
        Path file = inside.isEmpty() ? base : base.resolve(inside).toRealPath();
        if (!file.startsWith(base)) {
            throw new Unreachable(mount.resolve(inside) + " is a link out of the mount: refused");
        }
        return file;
    }

    @Override
    public List<Path> all() throws IOException {
        Path file = real();
        Path older = file.resolveSibling(file.getFileName() + ".1");
        return inside.isEmpty() || !Files.isRegularFile(older, LinkOption.NOFOLLOW_LINKS)
                ? List.of(file)
                : List.of(older, file);
    }

    @Override
    public OptionalLong current() throws IOException {
        try {
            return OpenFile.inode(real());
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    OpenFile open() throws IOException {
        return open(real());
    }

    @Override
    public OpenFile open(Path file) throws IOException {
        Path base = mount.toRealPath();
        Path folder = inside.isEmpty() ? parent(base) : base;
        try (DirectoryStream<Path> first = Files.newDirectoryStream(folder)) {
            return open(first, folder.relativize(file), file);
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static OpenFile open(DirectoryStream<Path> folder, Path way, Path whole) throws IOException {
        if (!(folder instanceof SecureDirectoryStream<Path> secure)) {
            throw new Unreachable("reading files in mounts requires Linux");
        }
        if (way.getNameCount() > 1) {
            try (DirectoryStream<Path> next = secure.newDirectoryStream(way.getName(0), LinkOption.NOFOLLOW_LINKS)) {
                return open(next, way.subpath(1, way.getNameCount()), whole);
            }
        }
        // Before opening: a pipe would block for ever.
        boolean regular = secure.getFileAttributeView(way, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isRegularFile();
        if (!regular) {
            throw new Unreachable(whole + " is not a regular file: refused");
        }
        SeekableByteChannel channel =
                secure.newByteChannel(way, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        if (channel instanceof FileChannel file) {
            return OpenFile.of(file, OpenFile.inode(whole).orElse(0));
        }
        channel.close();
        throw new Unreachable("reading files in mounts requires Linux");
    }

    @Override
    public String word() {
        return "file";
    }

    @Override
    public boolean hasStamps() {
        return false;
    }

    @Override
    public Optional<Path> life() {
        return Optional.empty();
    }

    /** Lines have no stamps here: what is there now is all that is left. */
    @Override
    public JsonFiles.Start from(Instant floor) throws IOException {
        return new JsonFiles.Start(open(), 0);
    }

    @Override
    public long missingAfter(Instant newest) {
        return 0;
    }

    /** For a message. */
    @Override
    public String toString() {
        return Stream.of(mount.toString(), inside)
                .filter(part -> !part.isEmpty())
                .reduce((a, b) -> a + "/" + b)
                .orElse("");
    }
}
