package io.dogwatch.app;

import io.dogwatch.config.DogwatchConfiguration;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** By which names people reach this service: where it listens, and what mails call it. */
final class OwnHostNames {

    private OwnHostNames() {}

    static Set<String> of(DogwatchConfiguration configuration) {
        List<ConnectorFactory> connectors =
                switch (configuration.getServerFactory()) {
                    case DefaultServerFactory server -> server.getApplicationConnectors();
                    case SimpleServerFactory server -> List.of(server.getConnector());
                    default -> List.of();
                };
        Stream<String> bound = connectors.stream()
                .filter(HttpConnectorFactory.class::isInstance)
                .map(connector -> ((HttpConnectorFactory) connector).getBindHost());
        Stream<String> called =
                configuration.settings().mail().publicUrl().flatMap(url -> Optional.ofNullable(url.getHost())).stream();
        return Stream.concat(bound, called)
                .filter(name -> name != null && !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
