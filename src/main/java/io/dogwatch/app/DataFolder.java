package io.dogwatch.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second Dogwatch out of the same data folder: two of them would restart everything twice. */
final class DataFolder implements AutoCloseable {

    private final FileChannel file;

    private DataFolder(FileChannel file) {
        this.file = file;
    }

    /** @throws IllegalStateException in plain words, if the folder cannot be used or is in use */
    static DataFolder claim(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel file = FileChannel.open(
                    folder.resolve("dogwatch.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = file.tryLock();
            if (lock == null) {
                file.close();
                throw new IllegalStateException("store.folder: " + folder + " is in use by another Dogwatch");
            }
            return new DataFolder(file);
        } catch (IOException e) {
            throw new IllegalStateException("store.folder: " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
