package io.dogwatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A Docker engine of our own, for tests that kill, freeze or restart one: the shared engine must not be harmed. Needs
 * root. Not thread-safe.
 *
 * <p>Everything of it lies in one temporary folder and one bridge, both removed by {@link #close()}. It must never be
 * started with {@code --bridge=none}, which deletes the {@code docker0} of the other engine on this machine.
 */
@NullMarked
public final class PrivateEngine implements AutoCloseable {

    /** A start takes about 1 s on a quiet machine with two cores. */
    private static final Duration READY = Duration.ofSeconds(60);

    private static final Duration STOPPED = Duration.ofSeconds(45);

    private final Path folder;
    private final PrivateBridge bridge;
    private @Nullable Process process;

    private PrivateEngine(Path folder, PrivateBridge bridge) {
        this.folder = folder;
        this.bridge = bridge;
    }

    /** Starts an engine and waits until it answers. It has no containers and no images. */
    public static PrivateEngine launch() {
        if (!TestImage.isRoot()) {
            throw new IllegalStateException(
                    "Tests that kill or freeze a Docker engine start one of their own: run as root");
        }
        try {
            Path folder = Files.createTempDirectory("dogwatch-engine-");
            // By these two the next bin/test finds what a killed test run has left (bin/lib/private-engine.sh).
            Files.writeString(
                    folder.resolve("owner"),
                    Long.toString(ProcessHandle.current().pid()));
            PrivateBridge bridge = PrivateBridge.create();
            Files.writeString(folder.resolve("bridge"), bridge.name());
            PrivateEngine engine = new PrivateEngine(folder, bridge);
            try {
                engine.start();
            } catch (RuntimeException e) {
                engine.close();
                throw e;
            }
            return engine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code unix:///tmp/dogwatch-engine-1/docker.sock}; the same over all restarts. */
    public String endpoint() {
        return "unix://" + socket();
    }

    /** Starts the engine and waits until it answers. Does nothing if it runs. */
    public void start() {
        if (isAlive()) {
            return;
        }
        try {
            // A killed engine leaves both; the socket would look like an engine that refuses.
            Files.deleteIfExists(socket());
            Files.deleteIfExists(folder.resolve("engine.pid"));
            if (containerd().isEmpty()) {
                // Where nobody buries a dead containerd, its number still counts as alive, and the new engine waits for
                // it.
                Files.deleteIfExists(containerdPid());
            }
            process = new ProcessBuilder(
                            "dockerd",
                            "--host=" + endpoint(),
                            "--data-root=" + folder.resolve("data"),
                            "--exec-root=" + folder.resolve("exec"),
                            "--pidfile=" + folder.resolve("engine.pid"),
                            "--bridge=" + bridge.name(),
                            "--iptables=false",
                            "--ip-masq=false",
                            "--shutdown-timeout=10")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("dockerd cannot be started", e);
        }
        Awaitility.await("the private engine answers; its log: " + log())
                .atMost(READY)
                .pollInterval(Duration.ofMillis(50))
                .failFast("the private engine ended: " + lastWords(), () -> !isAlive())
                .until(this::answers);
    }

    /** Ends the engine at once, as a crash would. Its containers live on until it is started again. */
    public void kill() {
        Optional<ProcessHandle> containerd = containerd();
        signal("KILL");
        awaitEnd();
        // The kernel kills it with its parent; a start that finds it half dead would wait for it in vain.
        containerd.ifPresent(handle -> Awaitility.await("the engine's containerd ends")
                .atMost(STOPPED)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> containerd().isEmpty()));
    }

    /** Stops the engine in its tracks: it accepts connections and never answers. Its containers live on. */
    public void freeze() {
        signal("STOP");
        // The signal is under way when kill returns: until it is there, a thread of the engine may still answer.
        Awaitility.await("the engine stands still")
                .atMost(STOPPED)
                .pollInterval(Duration.ofMillis(5))
                .until(this::standsStill);
    }

    /** Whether the kernel has stopped each of its threads. */
    private boolean standsStill() throws IOException {
        Path threads =
                Path.of("/proc", Long.toString(Objects.requireNonNull(process).pid()), "task");
        try (Stream<Path> tasks = Files.list(threads)) {
            return tasks.allMatch(task -> state(task) == 'T');
        }
    }

    /** The letter behind the name, which stands in brackets and may hold anything; an ended thread counts as stopped. */
    private static char state(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return 'T';
        }
    }

    /** Lets a frozen engine go on. */
    public void thaw() {
        signal("CONT");
    }

    /** Ends the engine as an operator would; it stops its containers first. Returns when it has ended. */
    public void stop() {
        if (isAlive()) {
            signal("TERM");
            awaitEnd();
        }
    }

    /** Ends the engine as an operator would, and starts it again. */
    public void restart() {
        stop();
        start();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Removes the containers, ends the engine whatever state it is in, and deletes everything of it. */
    @Override
    public void close() {
        try {
            if (isAlive()) {
                thaw();
            } else if (Files.exists(folder.resolve("data"))) {
                // Only an engine finds and ends the processes of containers that outlived a killed one.
                start();
            }
            removeContainers();
            stop();
        } finally {
            destroy();
        }
    }

    private void removeContainers() {
        List<String> docker = List.of("docker", "--host", endpoint());
        List<String> list = new ArrayList<>(docker);
        list.addAll(List.of("ps", "--all", "--quiet"));
        List<String> ids = LocalCommand.run(list).lines().toList();
        if (!ids.isEmpty()) {
            List<String> remove = new ArrayList<>(docker);
            remove.addAll(List.of("rm", "--force"));
            remove.addAll(ids);
            LocalCommand.run(remove);
        }
    }

    private void destroy() {
        Optional.ofNullable(process).ifPresent(Process::destroyForcibly);
        containerd().ifPresent(ProcessHandle::destroyForcibly);
        bridge.close();
        try {
            for (String mount : mounts()) {
                LocalCommand.run(List.of("umount", "--lazy", mount));
            }
            LocalCommand.run(List.of("rm", "-rf", "--one-file-system", folder.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path containerdPid() {
        return folder.resolve("exec/containerd/containerd.pid");
    }

    /** The engine's own containerd, if it is really alive: a dead one that nobody buried has no command line. */
    private Optional<ProcessHandle> containerd() {
        try {
            String pid = Files.readString(containerdPid());
            return ProcessHandle.of(Long.parseLong(pid.strip()))
                    .filter(handle -> handle.info().commandLine().orElse("").contains(folder.toString()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private List<String> mounts() throws IOException {
        return Files.readAllLines(Path.of("/proc/mounts")).stream()
                .map(line -> line.split(" ")[1])
                .filter(mount -> mount.startsWith(folder + "/"))
                .toList()
                .reversed();
    }

    private void signal(String name) {
        if (process != null) {
            LocalCommand.run(List.of("kill", "-" + name, Long.toString(process.pid())));
        }
    }

    private void awaitEnd() {
        try {
            if (process != null && !process.waitFor(STOPPED.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The private engine does not end; its log: " + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** By a socket of our own: the docker command takes 50 ms, and waits for ever for a frozen engine. */
    private boolean answers() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket()));
            channel.write(ByteBuffer.wrap("GET /_ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(64);
            channel.read(answer);
            return new String(answer.array(), StandardCharsets.US_ASCII).contains(" 200 ");
        } catch (IOException e) {
            return false;
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            return "no log";
        }
    }

    private Path socket() {
        return folder.resolve("docker.sock");
    }

    private Path log() {
        return folder.resolve("engine.log");
    }
}
