package io.dogwatch.containerstats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The file system of an engine's machine, as Dogwatch sees it. Only reads, and every read is bounded: what containers can
 * influence may be as long as they like. Safe for use by many threads.
 */
final class Machine {

    /** Longer than any single file of numbers; {@code memory.stat} has about 2 KiB. */
    static final int SMALL = 64 * 1024;

    private final Path root;

    /** @param root where its {@code /} can be seen */
    Machine(Path root) {
        this.root = root.normalize();
    }

    Path root() {
        return root;
    }

    /** Where an absolute path of that machine is for Dogwatch; never outside of the root. */
    Path at(String path) {
        Path place = root.resolve(path.replaceFirst("^/+", "")).normalize();
        return place.startsWith(root) ? place : root;
    }

    /** The beginning of a file; empty if it cannot be read. */
    static Optional<String> text(Path file, int limit) {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(limit), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<String> text(Path file) {
        return text(file, SMALL);
    }

    /** A file that holds one number; empty if it holds none, such as {@code max}. */
    static OptionalLong number(Path file) {
        return text(file).map(text -> Numbers.read(text.strip())).orElse(OptionalLong.empty());
    }

    /** How many processors it has online; empty if that cannot be seen. */
    Optional<Integer> cores() {
        return text(at("/proc/stat"), 1 << 20)
                .map(text -> (int) text.lines()
                        .takeWhile(line -> line.startsWith("cpu"))
                        .filter(line -> line.length() > 3 && Character.isDigit(line.charAt(3)))
                        .count())
                .filter(count -> count > 0);
    }

    /** Its memory in bytes; empty if that cannot be seen. */
    OptionalLong memory() {
        return text(at("/proc/meminfo")).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("MemTotal:"))
                .map(line -> Numbers.read(line.replaceAll("\\D", "")))
                .filter(OptionalLong::isPresent)
                .mapToLong(kilobytes -> kilobytes.orElse(0) * 1024)
                .findFirst();
    }
}
