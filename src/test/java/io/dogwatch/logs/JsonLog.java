package io.dogwatch.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/** Writes a container's json-file as dockerd does, with its rotation. */
final class JsonLog {

    static final int PIECE = 16 * 1024;

    private final Path root;
    private final String id;
    private final int maxFiles;
    private final boolean compresses;
    private int lives;

    JsonLog(Path root, String id, int maxFiles, boolean compresses) throws IOException {
        this.root = root;
        this.id = id;
        this.maxFiles = maxFiles;
        this.compresses = compresses;
        Files.createDirectories(file().getParent());
        Files.createFile(file());
        lifeChanged();
    }

    /** As the engine calls it. */
    String logPath() {
        return "/containers/" + id + "/" + id + "-json.log";
    }

    Path file() {
        return root.resolve(logPath().substring(1));
    }

    /** As dockerd does when a life begins or ends. */
    void lifeChanged() throws IOException {
        Path fresh = file().resolveSibling(".config");
        Files.writeString(fresh, "life " + "+".repeat(++lives));
        Files.move(fresh, file().resolveSibling("config.v2.json"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** One line, in pieces if it is long. */
    void line(Instant at, String stream, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int begin = 0;
        for (; bytes.length - begin >= PIECE; begin += PIECE) {
            raw(entry(at, stream, new String(bytes, begin, PIECE, StandardCharsets.UTF_8)));
        }
        raw(entry(at, stream, new String(bytes, begin, bytes.length - begin, StandardCharsets.UTF_8) + "\n"));
    }

    void raw(String text) throws IOException {
        Files.writeString(file(), text, StandardOpenOption.APPEND, StandardOpenOption.CREATE);
    }

    static String entry(Instant at, String stream, String text) {
        return "{\"log\":\"" + escaped(text) + "\",\"stream\":\"" + stream + "\",\"time\":\"" + at + "\"}\n";
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '<', '>', '&', '\u2028', '\u2029' -> json.append(String.format("\\u%04x", (int) c));
                default -> json.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return json.toString();
    }

    /** With one file only it is cut; else it is renamed, and the older ones with it. */
    void rotate() throws IOException {
        if (maxFiles == 1) {
            Files.write(file(), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
            return;
        }
        String gz = compresses ? ".gz" : "";
        for (int i = maxFiles - 1; i > 1; i--) {
            Path from = Path.of(file() + "." + (i - 1) + gz);
            if (Files.exists(from)) {
                Files.move(from, Path.of(file() + "." + i + gz), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path older = Path.of(file() + ".1");
        Files.move(file(), older, StandardCopyOption.REPLACE_EXISTING);
        Files.createFile(file());
        if (compresses) {
            try (GZIPOutputStream zipped = new GZIPOutputStream(Files.newOutputStream(Path.of(older + ".gz")))) {
                Files.copy(older, zipped);
            }
            Files.delete(older);
        }
    }
}
