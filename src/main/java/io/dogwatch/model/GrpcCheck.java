package io.dogwatch.model;

import java.util.Optional;

/**
 * The container's grpc.health.v1 service must answer SERVING.
 *
 * @param tls present if the connection uses TLS
 * @param service the service to query; empty for the whole server
 */
public record GrpcCheck(Terms terms, int port, Optional<Tls> tls, String service) implements Check.Reached {

    @Override
    public String kind() {
        return "grpc";
    }

    public GrpcCheck with(Terms others) {
        return new GrpcCheck(others, port, tls, service);
    }
}
