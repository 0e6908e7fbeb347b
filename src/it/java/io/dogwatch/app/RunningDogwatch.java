package io.dogwatch.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The whole application as a process of its own, started from {@code target/dogwatch.jar}, with a data folder that
 * outlives it. Not thread-safe.
 */
final class RunningDogwatch implements AutoCloseable {

    /** For anything that takes a few seconds on a quiet machine; others may be building beside us. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Path JAR = Path.of("target/dogwatch.jar");

    private final Web web;
    private final Path folder;
    private final int port;
    private final ProcessLog log = new ProcessLog();
    private Optional<String> engine = Optional.empty();
    private String store = "";
    private @Nullable Process process;

    private RunningDogwatch(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        this.web = new Web(port);
    }

    /**
     * @param endpoint of the one host, {@code local}
     * @param rest of the configuration: everything but {@code hosts}, {@code store} and {@code server}
     */
    static RunningDogwatch configured(String endpoint, String rest) {
        return configured(endpoint, "", rest);
    }

    /** @param store more keys of {@code store}, each after a comma */
    static RunningDogwatch configured(String endpoint, String store, String rest) {
        RunningDogwatch dogwatch = empty();
        dogwatch.engine = Optional.of(endpoint);
        dogwatch.store = store;
        dogwatch.configure(dogwatch.whole(rest));
        return dogwatch;
    }

    /** @param rest of the configuration, as for {@link #configured} */
    private String whole(String rest) {
        return """
                hosts: {local: {endpoint: "%s"}}
                store: {dataDir: "%s"%s}
                server:
                  type: simple
                  applicationContextPath: /
                  adminContextPath: /admin
                  connector: {type: http, bindHost: 127.0.0.1, port: %d}
                """.formatted(engine.orElseThrow(), data(), store, port)
                // Tests wait for each mail by itself.
                + (rest.contains("notify:")
                        ? ""
                        : "notify: {groupInterval: 0s, cap: {perTarget: 1000, overall: 1000}}\n")
                + rest;
    }

    /** Puts another file in the place of the configuration while it runs, as editors and Kubernetes do. */
    void reconfigure(String rest) {
        Path draft = folder.resolve("config.yml.new");
        try {
            Files.writeString(draft, whole(rest));
            Files.move(draft, folder.resolve("config.yml"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without a configuration. */
    static RunningDogwatch empty() {
        if (!Files.isRegularFile(JAR)) {
            throw new IllegalStateException("No " + JAR.toAbsolutePath() + ": run mvn package first");
        }
        try {
            return new RunningDogwatch(Files.createTempDirectory("dogwatch-app-"), freePort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void configure(String text) {
        try {
            Files.writeString(folder.resolve("config.yml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Made by the first start, and kept over all of them. */
    Path data() {
        return folder.resolve("data");
    }

    /** Of the page, the API and the metrics. */
    int port() {
        return port;
    }

    Mailbox mailbox() {
        return new Mailbox(data().resolve("maildir/new"));
    }

    /** Starts the process and waits for nothing. */
    void launch() {
        try {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            JAR.toAbsolutePath().toString(),
                            "server",
                            folder.resolve("config.yml").toString())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process = child;
            Thread.ofPlatform().daemon().name("dogwatch-log").start(() -> log.read(child));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a command has said, and how it ended.
     *
     * @param text all of it, whichever way it came
     */
    record Said(int exitCode, String text) {}

    /** Runs a command of the same jar that asks this one. */
    Said say(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--url", "http://127.0.0.1:" + port));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(child.waitFor(), text);
    }

    /** Starts the process and waits until it answers, whether it has an engine or not. */
    void start() {
        launch();
        await("it answers", () -> get("api/v1/hosts").isPresent());
    }

    void startConnected() {
        start();
        await("it is connected to its engine", this::isConnected);
    }

    boolean isConnected() {
        return json("api/v1/hosts").path(0).path("connected").asBoolean();
    }

    /** @return its exit code */
    int awaitExit(Duration atMost) {
        try {
            if (!child().waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("It did not end in " + atMost + story());
            }
            return child().exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM. */
    void terminate() {
        child().destroy();
    }

    /** SIGKILL; returns when it is dead. */
    void kill() {
        child().destroyForcibly();
        awaitExit(PATIENCE);
    }

    /** SIGKILL in the very moment in which it logs a line that holds {@code part}. Armed once. */
    void killWhenItLogs(String part) {
        log.setTrap(part, Process::destroyForcibly);
    }

    /** The same with SIGTERM. */
    void terminateWhenItLogs(String part) {
        log.setTrap(part, Process::destroy);
    }

    /** Waits until the trap has sprung. */
    void awaitTrap() {
        await("it is told to end", log::hasTrapSprung);
    }

    List<String> log() {
        return log.lines();
    }

    long logged(String part) {
        return log.lines().stream().filter(line -> line.contains(part)).count();
    }

    /** How many restart calls it has made for a container. */
    long restartCalls(String name) {
        return logged("RestartExecutor: restart started target=" + name + " ");
    }

    /** The target of the host {@code local}; a missing node if there is none. */
    JsonNode target(String name) {
        return json("api/v1/targets/local/" + name);
    }

    String phase(String name) {
        return target(name).path("phase").asText();
    }

    void awaitPhase(String name, String phase) {
        await(name + " is " + phase, () -> phase(name).equals(phase), () -> now(name));
    }

    /** Of one target, newest first. */
    List<JsonNode> incidents(String name) {
        return json("api/v1/incidents")
                .valueStream()
                .filter(incident -> incident.path("target").asText().equals(name))
                .toList();
    }

    /** Waits until the only incident of a target is closed. */
    JsonNode awaitOneIncidentClosed(String name) {
        await(
                "the incident of " + name + " is closed",
                () -> {
                    List<JsonNode> incidents = incidents(name);
                    return !incidents.isEmpty()
                            && !incidents.getFirst().path("open").asBoolean();
                },
                () -> now(name));
        List<JsonNode> incidents = incidents(name);
        if (incidents.size() != 1) {
            throw new AssertionError("One incident expected: " + incidents + story());
        }
        return json("api/v1/incidents/" + incidents.getFirst().path("id").asText());
    }

    String metrics() {
        return get("metrics").orElse("");
    }

    /** Polls until it is so. Fails after a minute, or when the process ends, with the end of its log. */
    void await(String what, Callable<Boolean> condition) {
        await(what, condition, () -> "");
    }

    void await(String what, Callable<Boolean> condition, Supplier<String> now) {
        try {
            Awaitility.await(what)
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("Not so within " + PATIENCE.toSeconds() + " s: " + what + now.get() + story(), e);
        }
    }

    /** In the same line as the failure: summaries of a build show no more than that. */
    private String now(String name) {
        String container =
                engine.map(endpoint -> TestEngine.at(endpoint).autopsy(name)).orElse("");
        return "; now " + target(name) + " " + incidents(name) + container;
    }

    /** The end of its log, for the message of a failure. */
    String story() {
        return log.end();
    }

    /** Kills the process if it lives, and deletes its folder. */
    @Override
    public void close() {
        if (process != null) {
            kill();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process child() {
        return Optional.ofNullable(process).orElseThrow();
    }

    /** @return what it answers to a request that changes something; fails unless it is a success */
    JsonNode send(String method, String path, String json) {
        return web.send(method, path, json, this::story);
    }

    /** A page; empty if it does not answer, or not with 200. */
    String text(String path) {
        return get(path).orElse("");
    }

    JsonNode json(String path) {
        return web.json(path);
    }

    /** Empty if it does not answer, or not with 200. */
    Optional<String> get(String path) {
        return web.get(path);
    }
}
