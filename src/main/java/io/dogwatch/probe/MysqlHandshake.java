package io.dogwatch.probe;

import io.dogwatch.model.Cause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the greeting that a MySQL or MariaDB server sends first. */
final class MysqlHandshake {

    private static final int PROTOCOL_10 = 10;
    private static final int ERROR = 0xff;

    private MysqlHandshake() {}

    /** @throws Mismatch if the server is not serving or does not speak the protocol */
    static void greet(LineReader wire) throws IOException {
        byte[] head = wire.octets(4);
        int length = (head[0] & 0xff) | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16;
        if (length < 3 || length > LineReader.MAX_LENGTH || head[3] != 0) {
            throw wrongProtocol();
        }
        byte[] packet = wire.octets(length);
        switch (packet[0] & 0xff) {
            case PROTOCOL_10 -> {}
            case ERROR -> {
                int code = (packet[1] & 0xff) | (packet[2] & 0xff) << 8;
                String message = new String(packet, 3, length - 3, StandardCharsets.UTF_8);
                // Some servers prepend #SQLSTATE.
                String text = message.startsWith("#") && message.length() > 6 ? message.substring(6) : message;
                throw new Mismatch(Cause.NOT_SERVING, HttpProbeResponse.cut(text) + " (error " + code + ")");
            }
            default -> throw wrongProtocol();
        }
    }

    private static Mismatch wrongProtocol() {
        return Mismatch.answer("the server does not speak MySQL");
    }
}
