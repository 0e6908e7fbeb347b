package io.dogwatch.app;

import io.dogwatch.web.Showcase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The pages over made-up containers, in a process of their own with the flags of bin/dogwatch, so that its cost can be told. */
final class ShowcaseProcess implements AutoCloseable {

    private final Process process;
    private final String site;

    private ShowcaseProcess(Process process, String site) {
        this.process = process;
        this.site = site;
    }

    /** @param arguments those of {@link Showcase} behind the port */
    static ShowcaseProcess start(String... arguments) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Showcase.class.getName(),
                "0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        try {
            Process process = builder.start();
            BufferedReader says =
                    new BufferedReader(new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = says.readLine();
            while (line != null && !line.startsWith("http")) {
                line = says.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("the showcase ended at once");
            }
            return new ShowcaseProcess(process, line.replaceFirst("/$", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without a slash at its end. */
    String site() {
        return site;
    }

    /** Processor time so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** MiB of memory that the system has given it. */
    double resident() {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** MiB of the heap that are in use after everything that is not has been collected. */
    double heap() {
        ask("GC.run");
        return ask("GC.heap_info")
                .lines()
                .filter(line -> line.matches(".* total \\d+K, used \\d+K.*"))
                .mapToDouble(line -> Double.parseDouble(line.replaceFirst(".*used (\\d+)K.*", "$1")) / 1024)
                .sum();
    }

    private String ask(String question) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process answer = new ProcessBuilder(jcmd.toString(), String.valueOf(process.pid()), question)
                    .redirectErrorStream(true)
                    .start();
            return new String(answer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
