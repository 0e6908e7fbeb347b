package io.dogwatch.probe;

import io.dogwatch.model.Cause;
import java.io.IOException;
import java.util.List;

/** Sends PING to a Redis-compatible server, without a password. */
final class RedisHandshake {

    /** Replies of a healthy server, with or without a required password. */
    private static final List<String> ALIVE = List.of("+PONG", "-NOAUTH", "-NOPERM", "-ERR operation not permitted");

    private static final List<String> CANNOT_SERVE =
            List.of("-LOADING", "-MASTERDOWN", "-BUSY", "-CLUSTERDOWN", "-MISCONF", "-ERR max number of clients");

    private RedisHandshake() {}

    /** @throws Mismatch if the server is not serving or does not speak the protocol */
    static void greet(LineReader wire) throws IOException {
        wire.send("PING\r\n");
        String answer = wire.line();
        if (ALIVE.stream().anyMatch(answer::startsWith)) {
            return;
        }
        if (CANNOT_SERVE.stream().anyMatch(answer::startsWith)) {
            throw new Mismatch(Cause.NOT_SERVING, HttpProbeResponse.cut(answer.substring(1)));
        }
        throw Mismatch.answer("\"" + HttpProbeResponse.cut(answer) + "\" to PING (wanted: +PONG)");
    }
}
