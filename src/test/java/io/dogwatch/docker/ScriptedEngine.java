package io.dogwatch.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;

/**
 * An engine on a Unix socket that answers what a test says, byte for byte. Safe for use by many threads.
 */
@NullMarked
final class ScriptedEngine implements AutoCloseable {

    /** A whole answer to {@code /version} as an engine 20.10 gives it. */
    static final String VERSION = json("{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\"}");

    /** What a test does with a connection whose request line it has read. Without an end the connection stays open. */
    record Answer(String bytes, boolean close) {
        static Answer whole(String bytes) {
            return new Answer(bytes, true);
        }

        static Answer andThenSilence(String bytes) {
            return new Answer(bytes, false);
        }
    }

    private final Path folder;
    private final ServerSocketChannel server;
    private final Function<String, Answer> script;
    private final Queue<SocketChannel> open = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** @param script from the request line to the answer */
    ScriptedEngine(Function<String, Answer> script) {
        this.script = script;
        try {
            this.folder = Files.createTempDirectory("dogwatch-scripted-");
            this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(folder.resolve("docker.sock")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    String endpoint() {
        return "unix://" + folder.resolve("docker.sock");
    }

    /** The request lines so far. */
    List<String> requests() {
        return requests;
    }

    static String json(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                open.add(channel);
                Thread.startVirtualThread(() -> answer(channel));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void answer(SocketChannel channel) {
        try {
            StringBuilder request = new StringBuilder();
            var in = Channels.newInputStream(channel);
            while (request.indexOf("\r\n\r\n") < 0) {
                int b = in.read();
                if (b < 0) {
                    return;
                }
                request.append((char) b);
            }
            String line = request.substring(0, request.indexOf("\r\n"));
            requests.add(line);
            Answer answer = script.apply(line);
            ByteBuffer bytes = ByteBuffer.wrap(answer.bytes().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (answer.close()) {
                channel.close();
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel channel : open) {
            channel.close();
        }
        Files.deleteIfExists(folder.resolve("docker.sock"));
        Files.deleteIfExists(folder);
    }
}
