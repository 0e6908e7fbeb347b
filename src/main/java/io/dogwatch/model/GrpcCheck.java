package io.dogwatch.model;

import java.util.Optional;

/**
 * The container's grpc.health.v1 service must say SERVING.
 *
 * @param tls present if the connection is secured
 * @param service whose health is asked for; empty for the server's as a whole
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
