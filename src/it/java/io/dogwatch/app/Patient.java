package io.dogwatch.app;

import io.dogwatch.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A container with a web server at port 80 that can be broken in several ways, and that heals when it is restarted. It
 * ignores SIGTERM, as a process number 1 without a handler does, so a restart takes its whole stop timeout. Needs an
 * engine on this machine, and root. Stateless.
 */
record Patient(TestEngine engine, TestEngine.Container container) {

    private static final String SCRIPT = """
            echo started
            [ -f /tmp/doomed ] && exit 3
            mkdir -p /tmp/www
            echo hello > /tmp/www/index.html
            exec httpd -f -p 80 -h /tmp/www
            """;

    /** With a stop timeout of 1 s, unless the options say otherwise. */
    static Patient admit(TestEngine engine, String suffix, String... options) {
        List<String> all = new ArrayList<>(List.of("--stop-timeout", "1"));
        all.addAll(List.of(options));
        return new Patient(engine, engine.run(suffix, all, "sh", "-c", SCRIPT));
    }

    String name() {
        return container.name();
    }

    /** Its process is gone, and nobody asked the engine for it. */
    void crash() {
        signal("KILL");
    }

    /** Its process stops in its tracks: the kernel still accepts connections for it, and nobody answers. */
    void freeze() {
        signal("STOP");
    }

    /** Its site answers 404. */
    void loseItsPage() {
        engine.docker("exec", name(), "rm", "/tmp/www/index.html");
    }

    /** From now on each of its lives ends at once with exit code 3. */
    void doom() {
        engine.docker("exec", name(), "touch", "/tmp/doomed");
    }

    String status() {
        return engine.docker("inspect", "--format", "{{.State.Status}}", name());
    }

    /** How often it has been started, by whomever, the first time included. */
    long starts() {
        return engine.docker("logs", name()).lines().filter("started"::equals).count();
    }

    private void signal(String signal) {
        String pid = engine.docker("inspect", "--format", "{{.State.Pid}}", name());
        try {
            int exitCode = new ProcessBuilder("kill", "-" + signal, pid)
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException("kill -" + signal + " " + pid + ": exit code " + exitCode);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
