package io.dogwatch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.NullMarked;

/**
 * A real Docker engine for the integration tests, driven through the {@code docker} command. Containers get a name that
 * is unique to this JVM and are all removed by {@link #close()}. Safe for use by many threads.
 *
 * <p>Without an engine the tests fail, they do not skip.
 */
@NullMarked
public final class TestEngine implements AutoCloseable {

    /** A container that was started here. */
    public record Container(String id, String name) {}

    private final String endpoint;
    private final ConcurrentLinkedDeque<String> started = new ConcurrentLinkedDeque<>();

    private TestEngine(String endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * The engine of {@code DOGWATCH_TEST_ENGINE}, by default {@code unix:///var/run/docker.sock}, with the test image
     * made.
     */
    public static TestEngine connect() {
        return at(Optional.ofNullable(System.getenv("DOGWATCH_TEST_ENGINE")).orElse("unix:///var/run/docker.sock"));
    }

    /**
     * The engine at an endpoint, with the test image made.
     *
     * @throws IllegalStateException in one line, if no engine answers there
     */
    public static TestEngine at(String endpoint) {
        TestEngine engine = new TestEngine(endpoint);
        try {
            engine.docker("version", "--format", "{{.Server.Version}}");
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "No Docker engine answers at " + endpoint + " (start one, or set DOGWATCH_TEST_ENGINE): "
                            + e.getMessage(),
                    e);
        }
        TestImage.make(engine);
        return engine;
    }

    public String endpoint() {
        return endpoint;
    }

    /** The image that {@link #run} starts: a static busybox with all its applets in {@code /bin}. */
    public String image() {
        return TestImage.NAME;
    }

    /** A name that no other JVM gives a container or network. */
    public static String unique(String suffix) {
        return "dwit-" + ProcessHandle.current().pid() + "-" + suffix;
    }

    /**
     * Starts a container of the test image in the background.
     *
     * @param nameSuffix what makes the name unique within this JVM
     * @param options of {@code docker run}, such as {@code --label a=b}
     * @param command what runs inside
     */
    public Container run(String nameSuffix, List<String> options, String... command) {
        List<String> arguments = new ArrayList<>(List.of("run", "--detach", "--name", unique(nameSuffix)));
        arguments.addAll(options);
        arguments.add(TestImage.NAME);
        Collections.addAll(arguments, command);
        // Before the call: a run that fails half-way leaves a created container behind.
        // A name can be used again after its container was removed.
        started.remove(unique(nameSuffix));
        started.push(unique(nameSuffix));
        return new Container(docker(arguments.toArray(String[]::new)), unique(nameSuffix));
    }

    /** Starts a container that runs a shell script. */
    public Container runScript(String nameSuffix, String script) {
        return run(nameSuffix, List.of(), "sh", "-c", script);
    }

    /**
     * The {@code docker} command against this engine.
     *
     * @return its standard output without the white space at its end
     * @throws IllegalStateException with its standard error, if it fails
     */
    public String docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "--host", endpoint));
        Collections.addAll(command, arguments);
        return LocalCommand.run(command);
    }

    /** What can be seen of a container, in one line, for the message of a failure: whose address it has, and what runs in it. */
    public String autopsy(String name) {
        StringBuilder seen = new StringBuilder();
        for (List<String> look : List.of(
                List.of("inspect", "--format", "{{.State.Status}} since {{.State.StartedAt}} pid {{.State.Pid}}", name),
                List.of(
                        "network",
                        "inspect",
                        "--format",
                        "{{range .Containers}}{{.Name}}={{.IPv4Address}} {{end}}",
                        "bridge"),
                List.of("exec", name, "ps"),
                List.of("exec", name, "netstat", "-ltn"),
                List.of("logs", "--timestamps", "--tail", "5", name))) {
            try {
                seen.append(" | ").append(docker(look.toArray(String[]::new)).replaceAll("\\s+", " "));
            } catch (IllegalStateException e) {
                seen.append(" | ").append(String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
            }
        }
        return seen.toString();
    }

    /** Removes all containers that were started here. */
    @Override
    public void close() {
        List<String> command = new ArrayList<>(List.of("rm", "--force", "--volumes"));
        for (String name = started.poll(); name != null; name = started.poll()) {
            command.add(name);
        }
        if (command.size() > 3) {
            try {
                docker(command.toArray(String[]::new));
            } catch (IllegalStateException e) {
                // A test that removed its container itself is no failure; older commands call that an error.
                if (!String.valueOf(e.getMessage()).contains("No such container")) {
                    throw e;
                }
            }
        }
    }
}
