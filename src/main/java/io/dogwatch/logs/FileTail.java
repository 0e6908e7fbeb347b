package io.dogwatch.logs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads a growing file block by block, in whole lines where they fit, over renaming and cutting. Each block is read again until it is
 * {@linkplain #taken() taken}. Not thread-safe.
 */
final class FileTail implements Closeable {

    /** Where a block begins to be read: what is looked at before it must be there. */
    private static final int START = 8;

    static final int BLOCK = 256 * 1024;

    /** What {@link #read} needs. */
    static final int BUFFER = START + FileOffset.FINGERPRINT_OF + BLOCK;

    private static final long NOTHING_BEFORE = FileOffset.fingerprint(new byte[0], 0, 0);

    enum Found {
        BLOCK,
        /** All was read that stood there when {@link #read} was called. */
        END,
        /** Nothing more now, but the file may have been renamed. */
        NOTHING,
        /** Files were renamed faster than they were read: the way on has to be found by other means. */
        ASTRAY
    }

    /** The files that make one log. */
    interface Files {

        /** All that are there: the oldest first, the one that grows last. Compressed ones end in {@code .gz}. */
        List<Path> all() throws IOException;

        OpenFile open(Path file) throws IOException;

        /** Which file has the name now; empty for none. */
        OptionalLong current() throws IOException;
    }

    private final Files files;
    private final boolean isPlain;

    private OpenFile open;
    private long offset;
    private long fingerprint = NOTHING_BEFORE;
    private boolean overlong;

    /** The size when it was last looked at: what stood there and was cut off is lost. */
    private long seen;

    /** The size at which the last line was not whole: not looked at again until it has changed. */
    private long unfinished = -1;

    private int from;
    private int to;
    private long nextOffset;
    private long nextFingerprint;
    private boolean nextOverlong;
    private long lost;

    /**
     * @param isPlain whether any line may be of any length, and the last one without a line feed; a line that does not fit
     *     into a block is then read in several, of which only the last ends in a line feed. Else such a line is passed over
     */
    FileTail(Files files, OpenFile first, long offset, boolean isPlain) throws IOException {
        this.files = files;
        this.open = first;
        this.isPlain = isPlain;
        goTo(first, offset);
    }

    /** Goes on in a file that was found by other means. */
    void goTo(OpenFile file, long at) throws IOException {
        if (file != open) {
            open.close();
        }
        open = file;
        offset = at;
        overlong = false;
        seen = at;
        unfinished = -1;
        byte[] before = new byte[(int) Math.min(FileOffset.FINGERPRINT_OF, at)];
        int n = file.read(before, 0, before.length, at - before.length);
        fingerprint = FileOffset.fingerprint(before, 0, n);
    }

    /** The file with that mark, if it is still there and the same. */
    static Optional<OpenFile> marked(Files files, FileOffset mark) throws IOException {
        for (Path file : files.all().reversed()) {
            if (!file.toString().endsWith(".gz") && OpenFile.inode(file).equals(OptionalLong.of(mark.inode()))) {
                OpenFile found = files.open(file);
                if (found.inode() == mark.inode() && fits(found, mark)) {
                    return Optional.of(found);
                }
                found.close();
            }
        }
        return Optional.empty();
    }

    private static boolean fits(OpenFile file, FileOffset mark) throws IOException {
        byte[] before = new byte[(int) Math.min(FileOffset.FINGERPRINT_OF, mark.offset())];
        return file.size() >= mark.offset()
                && file.read(before, 0, before.length, mark.offset() - before.length) == before.length
                && FileOffset.fingerprint(before, 0, before.length) == mark.fingerprint();
    }

    /**
     * Reads on.
     *
     * @param buffer of {@link #BUFFER} bytes
     * @param looksAround whether to see at the end if the file was renamed
     *
     * @throws IOException if it can no longer be read
     */
    Found read(byte[] buffer, boolean looksAround) throws IOException {
        while (true) {
            long size = open.size();
            if (size < offset) {
                cut();
                size = open.size();
            }
            boolean grew = size > offset && size != unfinished;
            seen = size;
            if (grew && readBlock(buffer)) {
                if (to > from) {
                    return Found.BLOCK;
                }
                taken();
                continue;
            }
            unfinished = size;
            if (!looksAround) {
                return Found.NOTHING;
            }
            OptionalLong current = files.current();
            if (current.equals(OptionalLong.of(open.inode()))) {
                return Found.END;
            }
            if (current.isEmpty()) {
                return Found.NOTHING;
            }
            // Its writer closed it before another took its name, so what stands there now is all.
            if (open.size() != size) {
                continue;
            }
            if (size > offset) {
                if (lastWords(buffer, size)) {
                    return Found.BLOCK;
                }
                continue;
            }
            if (!toNext()) {
                return Found.ASTRAY;
            }
        }
    }

    /** @return false if no whole line stands there yet */
    private boolean readBlock(byte[] buffer) throws IOException {
        int before = (int) Math.min(FileOffset.FINGERPRINT_OF, offset);
        int n = open.read(buffer, START, before + BLOCK, offset - before);
        if (n < before || FileOffset.fingerprint(buffer, START, START + before) != fingerprint) {
            cut();
            to = from;
            nextOffset = offset;
            nextFingerprint = fingerprint;
            nextOverlong = overlong;
            return true;
        }
        from = START + before;
        int end = START + n;
        if (overlong && !isPlain) {
            int feed = BlockScanner.lineEnd(buffer, from, end);
            if (feed == end) {
                lost += end - from;
                advance(buffer, end, true);
                to = from;
                return end > from;
            }
            lost += feed + 1 - from;
            from = feed + 1;
        }
        int last = BlockScanner.lastLineEnd(buffer, from, end);
        if (last >= from) {
            to = last + 1;
            advance(buffer, to, false);
            return true;
        }
        if (end - from < BLOCK) {
            return false;
        }
        advance(buffer, end, true);
        to = isPlain ? end : from;
        lost += end - to;
        return true;
    }

    private void advance(byte[] buffer, int at, boolean withinLine) {
        int before = (int) Math.min(FileOffset.FINGERPRINT_OF, offset);
        nextOffset = offset + (at - START - before);
        int begin = (int) Math.max(START, at - Math.min(FileOffset.FINGERPRINT_OF, nextOffset));
        nextFingerprint = FileOffset.fingerprint(buffer, begin, at);
        nextOverlong = withinLine;
    }

    /** The file is over, and its last line has no line feed. */
    private boolean lastWords(byte[] buffer, long size) throws IOException {
        int before = (int) Math.min(FileOffset.FINGERPRINT_OF, offset);
        int n = open.read(buffer, START, before + (int) Math.min(BLOCK - 1, size - offset), offset - before);
        from = START + before;
        to = START + Math.max(before, n);
        advance(buffer, to, false);
        if (!isPlain) {
            lost += to - from;
            taken();
            return false;
        }
        buffer[to++] = '\n';
        return true;
    }

    /** The same file was cut and begins anew. */
    private void cut() {
        lost += Math.max(0, seen - offset);
        seen = 0;
        unfinished = -1;
        offset = 0;
        overlong = false;
        fingerprint = NOTHING_BEFORE;
    }

    /** @return false if what follows cannot be told by the names */
    private boolean toNext() throws IOException {
        List<Path> all = files.all();
        for (int i = all.size() - 2; i >= 0; i--) {
            if (hasName(all.get(i))) {
                OpenFile next = files.open(all.get(i + 1));
                // Renamed meanwhile: the one that is open now need not be the next.
                if (hasName(all.get(i))) {
                    goTo(next, 0);
                    return true;
                }
                next.close();
                return toNext();
            }
        }
        return false;
    }

    private boolean hasName(Path file) throws IOException {
        return OpenFile.inode(file).equals(OptionalLong.of(open.inode()));
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** The block was judged: the next one follows it. */
    void taken() {
        offset = nextOffset;
        fingerprint = nextFingerprint;
        overlong = nextOverlong;
    }

    /** Where reading is; empty within a line that is too long to be kept. */
    Optional<FileOffset> mark() {
        return overlong ? Optional.empty() : Optional.of(new FileOffset(open.inode(), offset, fingerprint));
    }

    /** How many bytes were passed over since the last call. */
    long takeLost() {
        long bytes = lost;
        lost = 0;
        return bytes;
    }

    @Override
    public void close() {
        open.close();
    }
}
