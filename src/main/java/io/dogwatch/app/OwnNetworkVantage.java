package io.dogwatch.app;

import io.dogwatch.docker.Engine;
import io.dogwatch.docker.EngineException;
import io.dogwatch.docker.EngineSettings;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.probe.NetworkVantage;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says where Dogwatch stands towards an engine's containers. */
final class OwnNetworkVantage {

    private static final Logger LOG = LoggerFactory.getLogger(OwnNetworkVantage.class);

    private OwnNetworkVantage() {}

    /** Where the root of the engine's machine can be seen: as configured, else here, if this is that machine. */
    static Optional<Path> root(EngineSettings host) {
        boolean isHere =
                host.endpoint().startsWith("unix:") && OwnContainer.id().isEmpty();
        return host.root().or(() -> isHere ? Optional.of(Path.of("/")) : Optional.empty());
    }

    static NetworkVantage towards(EngineSettings host, Engine engine) {
        if (host.endpoint().startsWith("tcp:")) {
            return new NetworkVantage.Elsewhere(URI.create(host.endpoint()).getHost());
        }
        Optional<String> own = OwnContainer.id();
        if (own.isEmpty()) {
            return new NetworkVantage.SameMachine();
        }
        try {
            Optional<ContainerSnapshot> self = engine.inspect(own.get());
            if (self.isEmpty() || self.get().network().mode().equals("host")) {
                return new NetworkVantage.SameMachine();
            }
            return new NetworkVantage.SharedNetworks(
                    self.get().network().addresses().keySet());
        } catch (EngineException e) {
            LOG.warn(
                    "own networks not known yet, published ports are probed host={} error={}",
                    host.host(),
                    e.getMessage());
            return new NetworkVantage.SharedNetworks(Set.of());
        }
    }
}
