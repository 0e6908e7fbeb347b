package io.dogwatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Folders for what a test builds outside a test method, where JUnit's {@code @TempDir} cannot reach. They lie beside the
 * compiled tests and go with them, however the JVM ends. Thread-safe.
 */
public final class TestFolders {

    private TestFolders() {}

    /** A new empty folder, with this word in its name. */
    public static Path fresh(String word) {
        try {
            URI classes = TestFolders.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path all = Files.createDirectories(Path.of(classes).resolveSibling("test-folders"));
            return Files.createTempDirectory(all, word + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
