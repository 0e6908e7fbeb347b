package io.dogwatch.notify;

import io.dogwatch.model.PlainText;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Keeps a channel's address and secret out of what people read: a service may say them in its answer, and an exception in
 * its message. Immutable.
 */
final class SecretMasker {

    /** Shorter pieces of an address, such as {@code v2}, say nothing, and would be found everywhere. */
    private static final int SHORTEST = 8;

    private final List<String> secrets;

    SecretMasker(URI url, Optional<String> secret) {
        List<String> all = new ArrayList<>();
        secret.ifPresent(all::add);
        all.add(url.toString());
        all.add(url.toASCIIString());
        all.add(url.getRawAuthority().replaceFirst(":[0-9]+$", ""));
        pieces(url.getRawPath(), "/", all);
        pieces(url.getPath(), "/", all);
        pieces(url.getRawQuery(), "[&=]", all);
        pieces(url.getQuery(), "[&=]", all);
        this.secrets = all.stream()
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static void pieces(String part, String between, List<String> all) {
        if (part == null) {
            return;
        }
        for (String piece : part.split(between, -1)) {
            if (piece.length() >= SHORTEST) {
                all.add(piece);
            }
        }
    }

    String hidden(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, "[…]");
        }
        return hidden;
    }

    /** What went wrong, without where. */
    String words(Throwable trouble) {
        return switch (trouble) {
            case UnknownHostException e -> "the host name cannot be resolved";
            case ConnectException e -> "connection refused";
            case NoRouteToHostException e -> "the host is unreachable";
            case SocketTimeoutException e -> "no response in time";
            case SSLException e -> "TLS failed: " + PlainText.line(hidden(String.valueOf(e.getMessage())), 200);
            default ->
                trouble.getClass().getSimpleName() + ": "
                        + PlainText.line(hidden(String.valueOf(trouble.getMessage())), 200);
        };
    }
}
