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
 * Runs one command of the operator's on Dogwatch's own machine, without a shell and with an empty standard input, and kills
 * it with its descendants at its timeout.
 */
final class HookProcess {

    /** @param output the end of what it wrote, both streams together */
    record Result(Ending ending, Duration took, String output) {}

    private static final Duration POLL = Duration.ofMillis(20);

    private final Policy.Hook hook;
    private final Map<String, String> environment;
    private final BooleanSupplier cut;
    private final Tail output;

    /**
     * @param environment all that the command is given
     * @param maxOutput bytes
     * @param cut whether it must end at once
     */
    HookProcess(Policy.Hook hook, Map<String, String> environment, int maxOutput, BooleanSupplier cut) {
        this.hook = hook;
        this.environment = environment;
        this.cut = cut;
        this.output = new Tail(maxOutput);
    }

    /** Never throws for anything the command does. Takes its timeout at most, and some milliseconds. */
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
            // It has ended already.
        }
        return process;
    }

    /**
     * Reads without ever blocking: a program that the hook left in the background holds the pipe open for as long as it
     * likes.
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
                if (cut.getAsBoolean()) {
                    return new Ending.Cut();
                }
                if (System.nanoTime() - deadline >= 0) {
                    return new Ending.TimedOut();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ending.Cut();
        }
    }

    private void drain(InputStream stream) {
        byte[] buffer = new byte[8 * 1024];
        try {
            // At most what a pipe holds, so that one who writes without end cannot outlive its timeout.
            for (int rounds = 0; rounds < 16; rounds++) {
                int length = readAvailable(stream, buffer);
                if (length <= 0) {
                    return;
                }
                output.add(buffer, length);
            }
        } catch (IOException e) {
            // Its end was read as far as it can be.
        }
    }

    /** At the process's end the JDK exchanges the stream's source under the stream's own monitor. */
    private static int readAvailable(InputStream stream, byte[] buffer) throws IOException {
        synchronized (stream) {
            int available = stream.available();
            return available <= 0 ? 0 : stream.read(buffer, 0, Math.min(buffer.length, available));
        }
    }

    private static void end(Process process) {
        // Only while it lives are they surely its descendants: the number of a dead process may be another's soon.
        if (process.isAlive()) {
            kill(process);
        }
        try {
            process.getInputStream().close();
        } catch (IOException e) {
            // It is of no more use.
        }
    }

    /** First the one that could start more of them. */
    private static void kill(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        for (ProcessHandle descendant : descendants) {
            List<ProcessHandle> younger = descendant.descendants().toList();
            descendant.destroyForcibly();
            younger.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** The last bytes of all that is added. */
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
