package io.dogwatch.probe;

import com.google.re2j.Matcher;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.TcpCheck;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the steps of a TCP check on one connection. Not thread-safe.
 *
 * <p>A Send step discards the input received before it. Input received after the match of an Expect step is kept for
 * the next step.
 */
final class Conversation implements ProbeConnection.Progress {

    /** Maximum input to search for an expected pattern, in characters. */
    static final int LIMIT = 64 * 1024;

    private final ProbeConnection call;
    private final Patterns patterns;
    private final Reader in;
    private final OutputStream out;
    private final StringBuilder heard = new StringBuilder();
    private final char[] chunk = new char[2048];

    Conversation(ProbeConnection call, Socket socket, Patterns patterns) throws IOException {
        this.call = call;
        this.patterns = patterns;
        this.in = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
        this.out = socket.getOutputStream();
    }

    /** Runs all steps; returns the first failure, or empty if all succeeded. */
    Optional<Outcome> run(List<TcpCheck.Step> steps) throws IOException {
        for (TcpCheck.Step step : steps) {
            Optional<Outcome> failure =
                    switch (step) {
                        case TcpCheck.Step.Send(String text) -> send(text);
                        case TcpCheck.Step.Expect(String pattern) -> expect(pattern);
                    };
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    /** Returns the input received since the last step, for a failure detail; empty if there is none. */
    @Override
    public String soFar() {
        return heard.isEmpty() ? "" : "so far \"" + HttpProbeResponse.cut(heard.toString()) + "\"";
    }

    private Optional<Outcome> send(String text) throws IOException {
        heard.setLength(0);
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return Optional.empty();
    }

    private Optional<Outcome> expect(String regex) throws IOException {
        while (!found(regex)) {
            int room = LIMIT - heard.length();
            if (room <= 0) {
                return Optional.of(unexpected(regex, "received 64 KiB without /"));
            }
            int n = in.read(chunk, 0, Math.min(chunk.length, room));
            if (n < 0) {
                return Optional.of(
                        heard.isEmpty()
                                ? Failures.closed("closed before /" + regex + "/ was received", call, "")
                                : unexpected(regex, "closed without /"));
            }
            call.enter(ProbeConnection.Stage.READING);
            heard.append(chunk, 0, n);
        }
        return Optional.empty();
    }

    private boolean found(String regex) {
        if (heard.isEmpty()) {
            return false;
        }
        long before = System.nanoTime();
        Matcher matcher = patterns.of(regex).matcher(heard);
        if (matcher.find()) {
            heard.delete(0, matcher.end());
            return true;
        }
        // If a server sends single bytes, the same text is searched repeatedly: limit that to a fifth of the time.
        long took = System.nanoTime() - before;
        if (took > 1_000_000) {
            LockSupport.parkNanos(4 * took);
        }
        return false;
    }

    private Outcome unexpected(String regex, String how) {
        return Outcome.unhealthy(
                Cause.UNEXPECTED_ANSWER,
                how + regex + "/: \"" + HttpProbeResponse.cut(heard.toString()) + "\"",
                call.took());
    }
}
