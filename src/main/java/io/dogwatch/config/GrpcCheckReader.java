package io.dogwatch.config;

import io.dogwatch.model.Check;
import io.dogwatch.model.GrpcCheck;
import java.util.Optional;

/** Reads a {@code grpc} check. */
final class GrpcCheckReader {

    private GrpcCheckReader() {}

    static Optional<GrpcCheck> read(Check.Terms terms, ConfigSection section) {
        Optional<Integer> port = CheckReader.port(section);
        String service =
                section.text("service", "the whole server", "a service's name").orElse("");
        if (!service.matches("[A-Za-z0-9._/-]{0,200}")) {
            section.fault(
                    "service",
                    "invalid service name " + UnknownKeyMessage.quote(service)
                            + "; allowed: a name such as shop.Orders");
        }
        GrpcCheck check = new GrpcCheck(
                terms,
                port.orElse(1),
                TlsReader.read(section, terms.thresholds().severity(), section.flag("tls", false), "tls: true"),
                service);
        return port.map(present -> check);
    }
}
