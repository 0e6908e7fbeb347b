package io.dogwatch.app.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A full-screen terminal: no echo, unbuffered keys, hidden cursor. For one thread. */
final class Screen implements AutoCloseable {

    record Size(int columns, int rows) {}

    private static final Size USUAL = new Size(80, 24);
    private static final String OPEN = "\u001B[?1049h\u001B[?25l";
    private static final String CLOSE = "\u001B[?25h\u001B[?1049l";

    private final Terminal terminal;
    private final String before;
    private boolean closed;

    /** @param before how the terminal was set, as {@code stty} reads it */
    private Screen(Terminal terminal, String before) {
        this.terminal = terminal;
        this.before = before;
    }

    /** @throws CommandFailure if there is no terminal */
    static Screen open(Terminal terminal) {
        boolean isTerminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        if (!isTerminal) {
            throw new CommandFailure(CommandFailure.USAGE, "top requires a terminal; in scripts, use: dogwatch ps");
        }
        if ("dumb".equals(Optional.ofNullable(System.getenv("TERM")).orElse("dumb"))) {
            throw new CommandFailure(
                    CommandFailure.USAGE,
                    "top requires a terminal with cursor control; use instead: dogwatch ps --watch");
        }
        Screen screen = new Screen(terminal, stty("-g").strip());
        stty("-icanon", "-echo", "min", "0", "time", "0");
        // Ctrl-C, too, must leave a terminal that can be used.
        Runtime.getRuntime().addShutdownHook(new Thread(screen::close));
        terminal.out().print(OPEN);
        return screen;
    }

    /** Of the terminal of this process; the usual one if there is none. */
    static Size size() {
        String[] words = stty("size").strip().split(" ", -1);
        boolean isKnown = words.length == 2 && words[0].matches("[1-9]\\d{0,3}") && words[1].matches("[1-9]\\d{0,3}");
        return isKnown ? new Size(Integer.parseInt(words[1]), Integer.parseInt(words[0])) : USUAL;
    }

    /** Over what was there before, without a flicker. */
    void show(List<String> lines) {
        StringBuilder text = new StringBuilder("\u001B[H");
        for (int line = 0; line < lines.size(); line++) {
            text.append(lines.get(line)).append("\u001B[K").append(line < lines.size() - 1 ? "\r\n" : "");
        }
        terminal.out().print(text.append("\u001B[J"));
        terminal.out().flush();
    }

    /** Whether q was pressed since the last call. */
    boolean isToEnd() {
        try {
            while (System.in.available() > 0) {
                int key = System.in.read();
                if (key == 'q' || key == 'Q' || key == 3) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        stty(before.isEmpty() ? "sane" : before);
        terminal.out().print(CLOSE);
        terminal.out().flush();
    }

    private static String stty(String... words) {
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(Stream.of("stty"), Stream.of(words)).toList())
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(1, TimeUnit.SECONDS);
            return said;
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
