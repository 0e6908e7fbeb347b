package io.dogwatch.probe;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Encodes and decodes the two messages of grpc.health.v1.Health/Check, as defined in health.proto of grpc-proto. Each
 * message has one field, which does not justify a dependency. Stateless.
 */
final class GrpcHealth {

    static final String SERVING = "SERVING";

    private static final List<String> STATUSES = List.of("UNKNOWN", SERVING, "NOT_SERVING", "SERVICE_UNKNOWN");

    private static final List<String> CODES = List.of(
            "OK",
            "CANCELLED",
            "UNKNOWN",
            "INVALID_ARGUMENT",
            "DEADLINE_EXCEEDED",
            "NOT_FOUND",
            "ALREADY_EXISTS",
            "PERMISSION_DENIED",
            "RESOURCE_EXHAUSTED",
            "FAILED_PRECONDITION",
            "ABORTED",
            "OUT_OF_RANGE",
            "UNIMPLEMENTED",
            "INTERNAL",
            "UNAVAILABLE",
            "DATA_LOSS",
            "UNAUTHENTICATED");

    /** Field 1 as a varint, and as a string. */
    private static final int STATUS_FIELD = 1 << 3;

    private static final int SERVICE_FIELD = 1 << 3 | 2;

    private GrpcHealth() {}

    /** Encodes a HealthCheckRequest with the gRPC prefix of five bytes: the compression flag and the length. */
    static byte[] request(String service) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        if (!service.isEmpty()) {
            byte[] name = service.getBytes(StandardCharsets.UTF_8);
            message.write(SERVICE_FIELD);
            varint(message, name.length);
            message.writeBytes(name);
        }
        return ByteBuffer.allocate(5 + message.size())
                .put((byte) 0)
                .putInt(message.size())
                .put(message.toByteArray())
                .array();
    }

    /**
     * Returns the status name of a HealthCheckResponse with its prefix.
     *
     * @throws Mismatch if the body is not a HealthCheckResponse
     */
    static String status(byte[] body) throws Mismatch {
        ByteBuffer in = ByteBuffer.wrap(body);
        if (in.remaining() < 5 || in.get() != 0 || in.getInt() != in.remaining()) {
            throw malformed();
        }
        long status = 0;
        while (in.hasRemaining()) {
            long tag = varint(in);
            if (tag == STATUS_FIELD) {
                status = varint(in);
            } else {
                skip(in, (int) (tag & 7));
            }
        }
        return status >= 0 && status < STATUSES.size() ? STATUSES.get((int) status) : "status " + status;
    }

    /** Returns the name of a status code, such as {@code UNAVAILABLE} for {@code 14}. */
    static String code(String number) {
        for (int i = 0; i < CODES.size(); i++) {
            if (number.equals(Integer.toString(i))) {
                return CODES.get(i);
            }
        }
        return HttpProbeResponse.cut(number);
    }

    /** Skips a field added by a later version. */
    private static void skip(ByteBuffer in, int type) throws Mismatch {
        long length =
                switch (type) {
                    case 0 -> {
                        varint(in);
                        yield 0;
                    }
                    case 1 -> 8;
                    case 2 -> varint(in);
                    case 5 -> 4;
                    default -> throw malformed();
                };
        if (length < 0 || length > in.remaining()) {
            throw malformed();
        }
        in.position(in.position() + (int) length);
    }

    private static long varint(ByteBuffer in) throws Mismatch {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!in.hasRemaining()) {
                throw malformed();
            }
            byte part = in.get();
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw malformed();
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int left = value;
        while (left > 0x7f) {
            out.write((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }

    private static Mismatch malformed() {
        return Mismatch.answer("the response is not a HealthCheckResponse");
    }
}
