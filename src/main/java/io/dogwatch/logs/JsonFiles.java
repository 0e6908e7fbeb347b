package io.dogwatch.logs;

import io.dogwatch.model.ContainerSnapshot;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The json-files of one container: the one that grows, and the older ones that were renamed to {@code .1}, {@code .2} and
 * so on, compressed or not.
 *
 * @param growing as the engine calls it, seen from here
 */
record JsonFiles(Path growing) implements FileTail.Files, FileStream.Origin {

    private static final Pattern NUMBERED = Pattern.compile("\\.([0-9]{1,6})(\\.gz)?");

    /** How often files may be renamed while they are looked at, before the last look has to do. */
    private static final int TRIES = 20;

    /** Stamps run backwards by much less. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private static final int PROBE = 128 * 1024;
    private static final int NEAR = 256 * 1024;

    /** A file and where in it reading begins. */
    record Start(OpenFile file, long offset) {}

    /**
     * The log of a container, if it can be read here.
     *
     * <p>The container's own file beside it must be seen too: dockerd writes that anew whenever a life begins or ends,
     * before the next one can write a line. Without it nobody could tell whose lines are whose.
     *
     * @param hostRoot where the root of the engine's machine is seen
     */
    static Optional<JsonFiles> visible(Path hostRoot, ContainerSnapshot container) {
        String path = container.log().path();
        if (!container.log().driver().equals("json-file") || !path.startsWith("/")) {
            return Optional.empty();
        }
        Path current = hostRoot.resolve(path.substring(1)).normalize();
        JsonFiles files = new JsonFiles(current);
        boolean ours = current.startsWith(hostRoot) && path.contains(container.id());
        // The log itself is not there for an instant while it is renamed.
        boolean seen = ours && !OpenFile.version(files.lifeFile()).isEmpty();
        return seen ? Optional.of(files) : Optional.empty();
    }

    @Override
    public String word() {
        return "json-file";
    }

    @Override
    public boolean hasStamps() {
        return true;
    }

    @Override
    public Optional<Path> life() {
        return Optional.of(lifeFile());
    }

    private Path lifeFile() {
        return growing.resolveSibling("config.v2.json");
    }

    /**
     * Looks until two looks agree. A folder is not listed at one moment: a file that is compressed and removed meanwhile can be
     * missed under both of its names, and all in it would be passed over.
     */
    @Override
    public List<Path> all() throws IOException {
        List<Path> seen = listed();
        for (int i = 0; i < TRIES; i++) {
            List<Path> again = listed();
            if (again.equals(seen)) {
                break;
            }
            seen = again;
        }
        return seen;
    }

    private List<Path> listed() throws IOException {
        String name = String.valueOf(growing.getFileName());
        TreeMap<Integer, Path> older = new TreeMap<>(Comparator.reverseOrder());
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(growing.getParent(), name + ".*")) {
            for (Path file : folder) {
                Matcher numbered =
                        NUMBERED.matcher(String.valueOf(file.getFileName()).substring(name.length()));
                if (numbered.matches()) {
                    // While one is compressed both are there, and only the plain one is whole.
                    boolean isPlain = numbered.group(2) == null;
                    older.merge(Integer.valueOf(numbered.group(1)), file, (one, other) -> isPlain ? other : one);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        List<Path> files = new ArrayList<>(older.values());
        files.add(growing);
        return files;
    }

    @Override
    public OpenFile open(Path file) throws IOException {
        return OpenFile.open(file);
    }

    @Override
    public OptionalLong current() throws IOException {
        return OpenFile.inode(growing);
    }

    /**
     * Whether the marked file was cut since, so that all in it is new. Only where no older file is kept: else the number
     * may have been given to another file.
     */
    boolean wasCut(FileOffset mark) throws IOException {
        return all().size() == 1 && current().equals(OptionalLong.of(mark.inode()));
    }

    /**
     * How much is gone at least, of what was written after a stamp and is in no file any more: the size of the oldest
     * file, if nothing was left for more than half the time that it took to fill.
     */
    @Override
    public long missingAfter(Instant newest) throws IOException {
        try (OpenFile oldest = open(all().getFirst())) {
            byte[] buffer = new byte[PROBE];
            Optional<Instant> first = stampAfter(oldest, 0, buffer).map(Stamped::at);
            long nearEnd = Math.max(0, oldest.size() - PROBE);
            Optional<Instant> last = stampAfter(oldest, nearEnd, buffer).map(Stamped::at);
            if (first.isEmpty() || last.isEmpty()) {
                return 0;
            }
            Duration gap = Duration.between(newest, first.get());
            return gap.compareTo(Duration.between(first.get(), last.get()).dividedBy(2)) > 0 ? oldest.size() : 0;
        } catch (NoSuchFileException e) {
            // Gone since: it is the next one that is asked about when this is asked again.
            return 0;
        }
    }

    /** Where the lines from a stamp on begin, or a little earlier; the oldest that is left if they are gone. */
    @Override
    public Start from(Instant floor) throws IOException {
        Instant safe = floor.isBefore(Instant.EPOCH.plus(MARGIN)) ? Instant.MIN : floor.minus(MARGIN);
        for (int i = 1; ; i++) {
            Listing before = Listing.of(this);
            Optional<Start> found = before.from(safe);
            if (found.isPresent() && (i == TRIES || Listing.of(this).equals(before))) {
                return found.get();
            }
            // Renamed meanwhile: a file may have been missed.
            found.ifPresent(start -> start.file().close());
            if (i == TRIES) {
                throw new NoSuchFileException(growing.toString());
            }
        }
    }

    /** Which files had which names. */
    private record Listing(List<Path> files, List<OptionalLong> inodes) {

        static Listing of(JsonFiles log) throws IOException {
            List<Path> files = log.all();
            List<OptionalLong> inodes = new ArrayList<>();
            for (Path file : files) {
                inodes.add(OpenFile.inode(file));
            }
            return new Listing(files, inodes);
        }

        /** @return the newest file that begins before the stamp, or the oldest; empty if one was not there any more */
        Optional<Start> from(Instant safe) throws IOException {
            for (int i = files.size() - 1; i >= 0; i--) {
                OpenFile file = openOrNull(files.get(i));
                if (file == null) {
                    return Optional.empty();
                }
                Optional<Instant> first = stampAfter(file, 0, new byte[PROBE]).map(Stamped::at);
                if (first.isPresent() && first.get().isBefore(safe)) {
                    return Optional.of(new Start(file, search(file, safe)));
                }
                if (i == 0) {
                    return Optional.of(new Start(file, 0));
                }
                file.close();
            }
            return Optional.empty();
        }
    }

    private static @Nullable OpenFile openOrNull(Path path) throws IOException {
        try {
            return OpenFile.open(path);
        } catch (NoSuchFileException e) {
            // Renamed or compressed between the listing and now.
            return null;
        }
    }

    private static long search(OpenFile file, Instant safe) throws IOException {
        byte[] buffer = new byte[PROBE];
        long low = 0;
        long high = file.size();
        while (high - low > NEAR) {
            long middle = low + (high - low) / 2;
            Optional<Stamped> found = stampAfter(file, middle, buffer);
            if (found.isPresent() && found.get().at.isBefore(safe)) {
                low = found.get().begin;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private record Stamped(long begin, Instant at) {}

    /** The first entry that begins at the offset or after it, within reach. */
    private static Optional<Stamped> stampAfter(OpenFile file, long offset, byte[] buffer) throws IOException {
        int n = file.read(buffer, 0, buffer.length, offset);
        int begin = offset == 0 ? 0 : BlockScanner.lineEnd(buffer, 0, n) + 1;
        while (begin < n) {
            int end = BlockScanner.lineEnd(buffer, begin, n);
            if (end == n) {
                break;
            }
            Optional<Instant> at = JsonEntry.read(buffer, begin, end).map(JsonEntry::at);
            if (at.isPresent()) {
                return Optional.of(new Stamped(offset + begin, at.get()));
            }
            begin = end + 1;
        }
        return Optional.empty();
    }
}
