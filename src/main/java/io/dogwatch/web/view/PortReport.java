package io.dogwatch.web.view;

import io.dogwatch.containerstats.Listener;
import io.dogwatch.containerstats.PortUse;
import io.dogwatch.model.PlainText;
import io.dogwatch.web.request.ChoiceParam;
import java.util.List;

/**
 * State of one container port.
 *
 * @param protocol tcp or udp
 * @param published the address where the engine publishes it, such as {@code 127.0.0.1:8080}
 * @param exposed whether the image or the container declares it
 * @param sockets the listening sockets, such as {@code 0.0.0.0:80}
 * @param status listens-for-all, one-address, loopback-only, nothing-listens or docker-dns
 * @param summary the same as text
 * @param unreachable whether the port is published but unreachable
 */
public record PortReport(
        int port,
        @ChoiceParam({"tcp", "udp"}) String protocol,
        List<String> published,
        boolean exposed,
        List<String> sockets,
        @ChoiceParam(words = PortUse.Status.class) String status,
        String summary,
        boolean unreachable) {

    private static final int MAX_LENGTH = 128;

    static PortReport of(PortUse use) {
        return new PortReport(
                use.port(),
                use.protocol().wireName(),
                use.published().stream()
                        .map(at -> PlainText.line(at, MAX_LENGTH))
                        .toList(),
                use.isExposed(),
                use.sockets().stream()
                        .map(Listener::socket)
                        .distinct()
                        .map(at -> PlainText.line(at, MAX_LENGTH))
                        .toList(),
                use.status().wireName(),
                use.words(),
                use.isUnreachable());
    }
}
