package io.dogwatch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Makes the one image of the tests from this machine's busybox, since no registry can be assumed. */
@NullMarked
final class TestImage {

    static final String NAME = "dogwatch-test/busybox:latest";

    private static final List<String> DIRECTORIES =
            List.of("bin", "dev", "etc", "proc", "root", "run", "sys", "tmp", "var/log", "var/tmp");

    private TestImage() {}

    /** Makes the image unless the engine has it. */
    static synchronized void make(TestEngine engine) {
        if (!engine.docker("images", "--quiet", NAME).isEmpty()) {
            return;
        }
        try {
            Path folder = Files.createTempDirectory("dogwatch-image-");
            try {
                Path archive = archive(folder);
                engine.docker("import", "--change", "CMD [\"sh\"]", archive.toString(), NAME);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The test image could not be made", e);
        }
    }

    private static Path archive(Path folder) throws IOException {
        Path root = folder.resolve("root");
        for (String directory : DIRECTORIES) {
            Files.createDirectories(root.resolve(directory));
        }
        Path busybox = busybox();
        Files.copy(busybox, root.resolve("bin/busybox"));
        LocalCommand.run(List.of("chmod", "0755", root.resolve("bin/busybox").toString()));
        for (String applet :
                LocalCommand.run(List.of(busybox.toString(), "--list")).lines().toList()) {
            Path link = root.resolve("bin").resolve(applet);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, Path.of("busybox"));
            }
        }
        Files.writeString(
                root.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n");
        Files.writeString(root.resolve("etc/group"), "root:x:0:\nnogroup:x:65534:\n");
        // Dies here, and says why, if busybox needs libraries: in the image it would only be "not found".
        try {
            LocalCommand.run(List.of("chroot", root.toString(), "/bin/true"));
        } catch (IllegalStateException e) {
            if (isRoot()) {
                throw new IllegalStateException(busybox + " is not static (Debian: install busybox-static)", e);
            }
        }
        Path archive = folder.resolve("image.tar");
        LocalCommand.run(List.of(
                "tar",
                "--create",
                "--owner=0",
                "--group=0",
                "--numeric-owner",
                "--file",
                archive.toString(),
                "--directory",
                root.toString(),
                "."));
        return archive;
    }

    private static Path busybox() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "busybox"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The tests need a static busybox on the PATH (Debian: busybox-static)"));
    }

    static boolean isRoot() {
        return LocalCommand.run(List.of("id", "-u")).equals("0");
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
