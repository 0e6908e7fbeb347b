package io.dogwatch.logs;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/** An open file, which may be renamed or deleted at any time. Not thread-safe. */
final class OpenFile implements Closeable {

    private static final int TRIES = 5;

    private final FileChannel channel;
    private final long inode;

    private OpenFile(FileChannel channel, long inode) {
        this.channel = channel;
        this.inode = inode;
    }

    /**
     * Opens a regular file; its last name may be no link. A name that ends in {@code .gz} is read as if it had never been
     * compressed.
     *
     * @throws IOException if it is not there, is no regular file, or may not be read
     */
    static OpenFile open(Path path) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            long before = inode(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
            FileChannel channel = path.toString().endsWith(".gz") ? unzipped(path) : channel(path);
            // A name can be given to another file between the two calls.
            if (inode(path).equals(OptionalLong.of(before))) {
                return new OpenFile(channel, before);
            }
            channel.close();
        }
        throw new IOException(path + " keeps being renamed");
    }

    static OpenFile of(FileChannel channel, long inode) {
        return new OpenFile(channel, inode);
    }

    private static FileChannel channel(Path path) throws IOException {
        // Before opening: a pipe would block without end.
        if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isRegularFile()) {
            throw new IOException(path + " is not a regular file");
        }
        return FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    private static FileChannel unzipped(Path path) throws IOException {
        Path copy = Files.createTempFile("dogwatch-log", null);
        FileChannel channel = FileChannel.open(
                copy, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try (InputStream in =
                new GZIPInputStream(java.nio.channels.Channels.newInputStream(channel(path)), 64 * 1024)) {
            byte[] buffer = new byte[64 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                ByteBuffer part = ByteBuffer.wrap(buffer, 0, n);
                while (part.hasRemaining()) {
                    channel.write(part);
                }
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** @return empty if nothing has that name */
    static OptionalLong inode(Path path) throws IOException {
        try {
            return OptionalLong.of((Long) Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    /** Returns a value that changes whenever a file is rewritten; empty if not visible. */
    static String version(Path path) {
        try {
            BasicFileAttributes seen = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return seen.fileKey() + " " + seen.lastModifiedTime().toInstant() + " " + seen.size();
        } catch (IOException e) {
            return "";
        }
    }

    long inode() {
        return inode;
    }

    long size() throws IOException {
        return channel.size();
    }

    /** @return how many bytes were read: as many as there are */
    int read(byte[] into, int at, int length, long offset) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, at, length);
        long next = offset;
        while (buffer.hasRemaining()) {
            int n = channel.read(buffer, next);
            if (n <= 0) {
                break;
            }
            next += n;
        }
        return buffer.position() - at;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was written, so nothing was lost.
        }
    }
}
