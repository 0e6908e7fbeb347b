package io.dogwatch.config;

import io.dogwatch.auth.AuthSettings;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that pages without a login can be reached only from this machine. */
final class BindAddressCheck {

    private static final String ADMIN =
            " exposes Dropwizard's admin pages, which require no login; allowed: a loopback address such as 127.0.0.1";

    private static final String NO_LOGIN =
            " exposes Dogwatch without a login; define auth.users (dogwatch hash-password writes the hash),"
                    + " bind to 127.0.0.1, or set auth: {open: true} if a reverse proxy requires a login";

    private BindAddressCheck() {}

    /** @param configuration as Dropwizard has read it, with all that overrides the file */
    static List<ConfigError> faults(DogwatchConfiguration configuration, AuthSettings access) {
        List<ConfigError> faults = new ArrayList<>();
        if (configuration.getServerFactory() instanceof SimpleServerFactory server) {
            check("server.connector", server.getConnector(), ADMIN + "; or type: default", faults);
            if (access.isGuarded()) {
                faults.add(new ConfigError(
                        "server.type",
                        "simple serves Dropwizard's admin pages, which require no login, next to the web page;"
                                + " allowed with auth: default",
                        0));
            }
        } else if (configuration.getServerFactory() instanceof DefaultServerFactory server) {
            if (!access.isGuarded() && !access.open()) {
                check("server.applicationConnectors", server.getApplicationConnectors(), NO_LOGIN, faults);
            }
            check("server.adminConnectors", server.getAdminConnectors(), ADMIN, faults);
        }
        return faults;
    }

    private static void check(
            String path, List<ConnectorFactory> connectors, String message, List<ConfigError> faults) {
        for (int i = 0; i < connectors.size(); i++) {
            check(path + "[" + i + "]", connectors.get(i), message, faults);
        }
    }

    private static void check(String path, ConnectorFactory connector, String message, List<ConfigError> faults) {
        if (connector instanceof HttpConnectorFactory http) {
            // Without one, Jetty listens for all.
            String host = Optional.ofNullable(http.getBindHost()).orElse("");
            if (!isHere(host)) {
                faults.add(new ConfigError(path + ".bindHost", UnknownKeyMessage.quote(host) + message, 0));
            }
        }
    }

    private static boolean isHere(String host) {
        return host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}|\\[?::1]?");
    }
}
