package io.dogwatch.probe;

import io.dogwatch.model.Cause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Starts a PostgreSQL session like pg_isready and disconnects at the authentication request. A server that requests
 * authentication or rejects the user is serving.
 */
final class PostgresHandshake {

    private static final int PROTOCOL_3_0 = 196_608;
    private static final byte[] TERMINATE = {'X', 0, 0, 0, 4};

    /**
     * SQLSTATE classes of a server that cannot serve: insufficient resources (53), startup or shutdown (57), system
     * error (58), internal error (XX). All other errors are about this client.
     */
    private static final List<String> CANNOT_SERVE = List.of("53", "57", "58", "XX");

    private PostgresHandshake() {}

    /** @throws Mismatch if the server is not serving or does not speak the protocol */
    static void greet(LineReader wire) throws IOException {
        wire.send(startup());
        int type = wire.octet();
        switch (type) {
            case 'R', 'v' -> wire.send(TERMINATE);
            case 'E' -> failed(wire);
            default -> throw Mismatch.answer("the server does not speak PostgreSQL");
        }
    }

    /** Reads an ErrorResponse after its type byte. Returns normally if the server only rejects this client. */
    static void failed(LineReader wire) throws IOException {
        int length = ByteBuffer.wrap(wire.octets(4)).getInt() - 4;
        if (length < 1 || length > LineReader.MAX_LENGTH) {
            throw Mismatch.answer("the server does not speak PostgreSQL");
        }
        String state = "";
        String message = "";
        String fields = new String(wire.octets(length), StandardCharsets.UTF_8);
        for (String field : fields.split("\0", -1)) {
            if (field.startsWith("C")) {
                state = field.substring(1);
            } else if (field.startsWith("M")) {
                message = field.substring(1);
            }
        }
        if (CANNOT_SERVE.stream().anyMatch(state::startsWith)) {
            throw new Mismatch(
                    Cause.NOT_SERVING, HttpProbeResponse.cut(message) + " (" + HttpProbeResponse.cut(state) + ")");
        }
    }

    private static byte[] startup() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (String word : List.of("user", "dogwatch", "database", "postgres", "application_name", "dogwatch", "")) {
            text.writeBytes(word.getBytes(StandardCharsets.US_ASCII));
            text.write(0);
        }
        return ByteBuffer.allocate(8 + text.size())
                .putInt(8 + text.size())
                .putInt(PROTOCOL_3_0)
                .put(text.toByteArray())
                .array();
    }
}
