package io.dogwatch.remediation;

import io.dogwatch.model.Policy;
import io.dogwatch.remediation.HookReport.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Runs one operator command on Dogwatch's machine, without a shell and with an empty standard input. Kills it with its
 * descendants at its timeout.
 */
final class HookProcess {

    /** @param output the end of the output, both streams combined */
    record Result(Ending ending, Duration took, String output) {}

    private static final Duration POLL = Duration.ofMillis(20);

    private final Policy.Hook hook;
    private final Map<String, String> environment;
    private final BooleanSupplier cancelled;
    private final Tail output;

    /**
     * @param environment complete environment of the command
     * @param maxOutput in bytes
     * @param cancelled whether the command must end immediately
     */
    HookProcess(Policy.Hook hook, Map<String, String> environment, int maxOutput, BooleanSupplier cancelled) {
        this.hook = hook;
        this.environment = environment;
        this.cancelled = cancelled;
        this.output = new Tail(maxOutput);
    }

    /** Runs the command. Never throws because of the command. Takes its timeout and a few milliseconds at most. */
    Result run() {
        long began = System.nanoTime();
        Ending ending;
        try {
            Process process = start();
            try {
                ending = await(process, began + hook.timeout().toNanos());
            } finally {
                end(process);
            }
        } catch (IOException | RuntimeException e) {
            ending = new Ending.NotStarted(String.valueOf(e.getMessage()));
        }
        return new Result(ending, Duration.ofNanos(System.nanoTime() - began), output.text());
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(hook.command()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The process has already ended.
        }
        return process;
    }

    /**
     * Waits for the end without blocking reads: a background process left by the hook can hold the pipe open
     * indefinitely.
     */
    private Ending await(Process process, long deadline) {
        InputStream stream = process.getInputStream();
        try {
            while (true) {
                boolean ended = process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
                drain(stream);
                if (ended) {
                    return new Ending.Exited(process.exitValue());
                }
                if (cancelled.getAsBoolean()) {
                    return new Ending.Cancelled();
                }
                if (System.nanoTime() - deadline >= 0) {
                    return new Ending.TimedOut();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ending.Cancelled();
        }
    }

    private void drain(InputStream stream) {
        byte[] buffer = new byte[8 * 1024];
        try {
            // Limited to the capacity of a pipe: a process that writes endlessly must not outlive its timeout.
            for (int rounds = 0; rounds < 16; rounds++) {
                int length = readAvailable(stream, buffer);
                if (length <= 0) {
                    return;
                }
                output.add(buffer, length);
            }
        } catch (IOException e) {
            // The output has been read as far as possible.
        }
    }

    /**
     * Reads under the stream's monitor, because the JDK replaces the source of the stream under it when the process
     * ends.
     */
    private static int readAvailable(InputStream stream, byte[] buffer) throws IOException {
        synchronized (stream) {
            int available = stream.available();
            return available <= 0 ? 0 : stream.read(buffer, 0, Math.min(buffer.length, available));
        }
    }

    private static void end(Process process) {
        // Only a live process has reliable descendants: the pid of a dead process may be reused.
        if (process.isAlive()) {
            kill(process);
        }
        try {
            process.getInputStream().close();
        } catch (IOException e) {
            // The stream is no longer needed.
        }
    }

    /** Kills the process first, because it could start more descendants. */
    private static void kill(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        for (ProcessHandle descendant : descendants) {
            List<ProcessHandle> children = descendant.descendants().toList();
            descendant.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Keeps the last bytes added. */
    private static final class Tail {

        private final byte[] ring;
        private long count;

        Tail(int size) {
            ring = new byte[size];
        }

        void add(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                ring[(int) (count++ % ring.length)] = bytes[i];
            }
        }

        String text() {
            int length = (int) Math.min(count, ring.length);
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = ring[(int) ((count - length + i) % ring.length)];
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
