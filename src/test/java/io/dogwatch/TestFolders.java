package io.dogwatch;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Folders for what a test builds outside a test method, where JUnit's {@code @TempDir} cannot reach; they are removed
 * when the JVM ends. Thread-safe.
 */
public final class TestFolders {

    private static final Queue<Path> MADE = new ConcurrentLinkedQueue<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TestFolders::removeAll));
    }

    private TestFolders() {}

    /** A new empty folder, with {@code dogwatch-} and this word in its name. */
    public static Path fresh(String word) {
        try {
            Path folder = Files.createTempDirectory("dogwatch-" + word + "-");
            MADE.add(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeAll() {
        for (Path folder : MADE) {
            try {
                MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
            } catch (IOException e) {
                // A test may have removed it.
            }
        }
    }
}
