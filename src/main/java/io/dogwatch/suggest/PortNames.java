package io.dogwatch.suggest;

import io.dogwatch.model.TcpCheck.Preset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is usually found at a port, as IANA registers it or its users are used to. Pure. */
final class PortNames {

    private static final Map<Integer, Preset> PRESETS = Map.of(
            25, Preset.SMTP,
            587, Preset.SMTP,
            2525, Preset.SMTP,
            6379, Preset.REDIS,
            5432, Preset.POSTGRES,
            3306, Preset.MYSQL);

    private static final Set<Integer> SECURED = Set.of(443, 8443, 9443);
    private static final Set<Integer> GRPC = Set.of(50051, 9090);

    private PortNames() {}

    static Optional<Preset> preset(int port) {
        return Optional.ofNullable(PRESETS.get(port));
    }

    static boolean isUsuallySecured(int port) {
        return SECURED.contains(port);
    }

    static boolean isUsuallyGrpc(int port) {
        return GRPC.contains(port);
    }
}
