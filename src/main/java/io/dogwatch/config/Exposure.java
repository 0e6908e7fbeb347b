package io.dogwatch.config;

import io.dogwatch.access.AccessSettings;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that pages without a login can be reached only from this machine. */
final class Exposure {

    private static final String ADMIN =
            " exposes Dropwizard's admin pages, which require no login; allowed: a loopback address such as 127.0.0.1";

    private static final String NO_LOGIN =
            " exposes Dogwatch without a login; define auth.users (dogwatch hash-password writes the hash),"
                    + " bind to 127.0.0.1, or set auth: {open: true} if a reverse proxy requires a login";

    private Exposure() {}

    /** @param configuration as Dropwizard has read it, with all that overrides the file */
    static List<Fault> faults(DogwatchConfiguration configuration, AccessSettings access) {
        List<Fault> faults = new ArrayList<>();
        if (configuration.getServerFactory() instanceof SimpleServerFactory server) {
            look("server.connector", server.getConnector(), ADMIN + "; or type: default", faults);
            if (access.isGuarded()) {
                faults.add(new Fault(
                        "server.type",
                        "simple serves Dropwizard's admin pages, which require no login, next to the web page;"
                                + " allowed with auth: default",
                        0));
            }
        } else if (configuration.getServerFactory() instanceof DefaultServerFactory server) {
            if (!access.isGuarded() && !access.open()) {
                look("server.applicationConnectors", server.getApplicationConnectors(), NO_LOGIN, faults);
            }
            look("server.adminConnectors", server.getAdminConnectors(), ADMIN, faults);
        }
        return faults;
    }

    private static void look(String path, List<ConnectorFactory> connectors, String message, List<Fault> faults) {
        for (int i = 0; i < connectors.size(); i++) {
            look(path + "[" + i + "]", connectors.get(i), message, faults);
        }
    }

    private static void look(String path, ConnectorFactory connector, String message, List<Fault> faults) {
        if (connector instanceof HttpConnectorFactory http) {
            // Without one, Jetty listens for all.
            String host = Optional.ofNullable(http.getBindHost()).orElse("");
            if (!isHere(host)) {
                faults.add(new Fault(path + ".bindHost", Words.quote(host) + message, 0));
            }
        }
    }

    private static boolean isHere(String host) {
        return host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}|\\[?::1]?");
    }
}
