package io.dogwatch.probe;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Outcome;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/**
 * Classifies failed calls: failures of the target, and failures of Dogwatch that say nothing about the target.
 * Stateless.
 */
final class Failures {

    private Failures() {}

    static Outcome of(Exception e, ProbeConnection call) {
        return switch (call.end()) {
            case TIMED_OUT -> timedOut(call, call.soFar());
            case DELAYED ->
                Outcome.inconclusive(
                        Cause.PROBER_FAULT,
                        "Dogwatch lacked CPU time: it noticed the timeout of " + text(call.timeout()) + " only after "
                                + text(call.took()));
            case SHUT_DOWN -> Outcome.inconclusive(Cause.PROBER_FAULT, "Dogwatch is shutting down");
            case NONE -> {
                if (Thread.currentThread().isInterrupted()) {
                    yield Outcome.inconclusive(Cause.PROBER_FAULT, "the attempt was interrupted");
                }
                yield call.stage() == ProbeConnection.Stage.CONNECTING
                        ? notConnected(e, call)
                        : interrupted(e, call, call.soFar());
            }
        };
    }

    static Outcome timedOut(ProbeConnection call, String soFar) {
        String within = " within " + text(call.timeout());
        String connected = call.connected();
        String detail =
                switch (call.stage()) {
                    case CONNECTING -> "no connection" + within;
                    case SECURING -> "no TLS handshake" + within + " (" + connected + ")";
                    case WAITING, READING ->
                        soFar.isEmpty()
                                ? "no response" + within + " (" + connected + ")"
                                : "no complete response" + within + " (" + connected + ", " + soFar + ")";
                };
        return Outcome.unhealthy(Cause.TIMED_OUT, detail, call.took());
    }

    private static Outcome notConnected(Exception e, ProbeConnection call) {
        String to = call.address().hostAndPort();
        return switch (e) {
            case ConnectException refused
            when message(refused).toLowerCase(Locale.ROOT).contains("timed out") ->
                Outcome.unhealthy(Cause.TIMED_OUT, "no connection to " + to + ": the kernel timed out", call.took());
            case ConnectException refused ->
                Outcome.unhealthy(Cause.CONNECTION_REFUSED, "nothing listens on " + to, call.took());
            case NoRouteToHostException unreachable ->
                Outcome.unhealthy(Cause.UNREACHABLE, "no route to " + to, call.took());
            // The connection was accepted and reset before the kernel reported it.
            case SocketException reset
            when message(reset).toLowerCase(Locale.ROOT).contains("reset") ->
                closed("closed immediately after connecting", call, "");
            // The remaining errors are local: too many open files, no free local port, no memory, a firewall, or no
            // route.
            default -> Outcome.inconclusive(Cause.PROBER_FAULT, "cannot connect to " + to + ": " + message(e));
        };
    }

    private static Outcome interrupted(Exception e, ProbeConnection call, String soFar) {
        if (e instanceof Mismatch mismatch) {
            return Outcome.unhealthy(mismatch.cause(), mismatch.detail(), call.took());
        }
        if (call.stage() == ProbeConnection.Stage.SECURING && isClosedByPeer(e)) {
            return closed("closed during the TLS handshake", call, "");
        }
        if (call.stage() == ProbeConnection.Stage.SECURING) {
            return Outcome.unhealthy(Cause.TLS_FAILED, "TLS handshake failed: " + root(e), call.took());
        }
        return switch (e) {
            case ZipException notZip ->
                Outcome.unhealthy(
                        Cause.UNEXPECTED_ANSWER,
                        "the body does not match its Content-Encoding: " + message(e),
                        call.took());
            case MessageConstraintException tooBig ->
                Outcome.unhealthy(
                        Cause.UNEXPECTED_ANSWER, "the response header is too large: " + message(e), call.took());
            case MalformedChunkCodingException malformed ->
                Outcome.unhealthy(Cause.UNEXPECTED_ANSWER, "the body is not valid HTTP: " + message(e), call.took());
            case NoHttpResponseException none -> closed("closed without a response", call, soFar);
            case ConnectionClosedException closed -> closed("closed in the middle of the response", call, soFar);
            case EOFException closed ->
                closed(
                        soFar.isEmpty() ? "closed without a response" : "closed in the middle of the response",
                        call,
                        soFar);
            case HttpException notHttp ->
                Outcome.unhealthy(Cause.UNEXPECTED_ANSWER, "the response is not HTTP: " + message(e), call.took());
            case SSLException tls -> Outcome.unhealthy(Cause.TLS_FAILED, "TLS failed: " + root(e), call.took());
            case UnknownHostException unknown ->
                Outcome.inconclusive(Cause.PROBER_FAULT, "cannot follow its redirect: " + message(e));
            case SocketException reset -> closed("the connection was reset (" + message(e) + ")", call, soFar);
            case IOException other -> closed("the connection broke (" + message(e) + ")", call, soFar);
            default -> Outcome.inconclusive(Cause.PROBER_FAULT, e.toString());
        };
    }

    /** Returns whether the peer closed the connection. JSSE wraps an end of stream and a reset in other exceptions. */
    private static boolean isClosedByPeer(Throwable e) {
        return isCut(e) || (e.getCause() != null && isCut(e.getCause()));
    }

    /** A channel throws a plain IOException when it cannot write. */
    private static boolean isCut(Throwable e) {
        return e instanceof EOFException || e instanceof SocketException || e.getClass() == IOException.class;
    }

    static Outcome closed(String how, ProbeConnection call, String soFar) {
        String hint = call.address().route() == Resolution.Route.PUBLISHED_PORT
                ? "; docker-proxy accepts connections on a published port even if nothing listens inside"
                : "";
        String detail = how + (soFar.isEmpty() ? "" : ", " + soFar) + hint;
        return Outcome.unhealthy(Cause.CONNECTION_CLOSED, detail, call.took());
    }

    /** Formats a duration, such as {@code 1 s}, {@code 0.3 ms}, {@code 12 ms}, {@code 2.5 s}. */
    static String text(Duration duration) {
        double ms = duration.toNanos() / 1e6;
        if (ms >= 1000) {
            return number(ms / 1000) + " s";
        }
        return (ms >= 10 ? Long.toString(Math.round(ms)) : number(ms)) + " ms";
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    static String message(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    /**
     * Returns the message of the innermost cause. JSSE wraps "unable to find valid certification path" several times.
     */
    static String root(Throwable e) {
        Throwable root = e;
        // A chain of causes may be cyclic.
        for (int depth = 0; depth < 10 && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        return message(root);
    }
}
