package io.dogwatch.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The folder for what must survive, as long as this process alone has it: which ends with {@link #close}, or with the process. */
final class DataFolder implements AutoCloseable {

    private final FileChannel lockFile;

    private DataFolder(FileChannel lockFile) {
        this.lockFile = lockFile;
    }

    /**
     * Makes it if it is not there; only its owner can look into it.
     *
     * @throws StoreException if it cannot be used, or another process has it
     */
    static DataFolder claim(Path folder) {
        try {
            Files.createDirectories(folder, onlyFor("rwx------"));
            return new DataFolder(lock(folder.resolve("dogwatch.lock")));
        } catch (IOException e) {
            throw new StoreException("the data folder " + folder + " cannot be used: " + e, e);
        }
    }

    /** What gives a new file or folder these permissions, where there are such. */
    static FileAttribute<?>[] onlyFor(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Two processes on one journal would both restart the same containers. */
    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by this very process
        }
        if (lock == null) {
            channel.close();
            throw new IOException("another Dogwatch is using it");
        }
        return channel;
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            // It ends with the process at the latest.
        }
    }
}
