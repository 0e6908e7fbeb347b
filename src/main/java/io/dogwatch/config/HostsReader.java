package io.dogwatch.config;

import io.dogwatch.docker.EngineSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which Docker engines are watched. */
final class HostsReader {

    private static final String ALLOWED = "; allowed: unix:///path, tcp://host:port";
    private static final String HOST = "([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])";
    private static final String LOOPBACK = "tcp://(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:.*)?";

    private HostsReader() {}

    static List<EngineSettings> read(ConfigSection root) {
        List<EngineSettings> hosts = new ArrayList<>();
        root.named("hosts", "host").forEach((name, section) -> hosts.add(host(name, section)));
        return hosts.isEmpty() ? List.of(Settings.LOCAL_HOST) : hosts;
    }

    private static EngineSettings host(String name, ConfigSection section) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")) {
            section.faultHere("invalid host name; allowed: 1 to 40 letters, digits, - _ and .");
        }
        Optional<String> written = section.text("endpoint", "required", "unix:///path, tcp://host:port");
        String endpoint = written.orElse("");
        if (written.isEmpty()) {
            section.missing("endpoint", "allowed: unix:///path, tcp://host:port");
        } else if (!isUnix(endpoint) && !isTcp(endpoint)) {
            section.fault("endpoint", "invalid endpoint " + UnknownKeyMessage.quote(endpoint) + ALLOWED);
        }
        Optional<Path> tls = section.file("tls");
        boolean allowPlainTcp = section.flag("allowPlainTcp", false);
        if (isTcp(endpoint) && tls.isEmpty() && !allowPlainTcp && !endpoint.matches(LOOPBACK)) {
            section.fault(
                    "endpoint",
                    "must use TLS: without it, every machine on the network path can become root on the host;"
                            + " set tls to a folder, or set allowPlainTcp: true");
        } else if (isUnix(endpoint) && tls.isPresent()) {
            section.fault("tls", "is only allowed with a tcp:// endpoint");
        }
        Duration deadline = section.duration(
                "requestTimeout", EngineSettings.DEFAULT_REQUEST_TIMEOUT, Duration.ofSeconds(1), Duration.ofMinutes(2));
        Optional<Path> root = section.read("root", "/ on the engine's own machine", ValueParser.path());
        if (root.isPresent() && !root.get().isAbsolute()) {
            section.fault(
                    "root",
                    "must be an absolute path such as /host, not "
                            + UnknownKeyMessage.quote(root.get().toString()));
        }
        section.rejectUnknown();
        return new EngineSettings(name, endpoint, tls, allowPlainTcp, deadline, root);
    }

    private static boolean isUnix(String endpoint) {
        return endpoint.matches("unix:///[A-Za-z0-9._/@+~-]{1,200}");
    }

    private static boolean isTcp(String endpoint) {
        if (!endpoint.matches("tcp://" + HOST + "(:\\d{1,5})?")) {
            return false;
        }
        String port = endpoint.replaceFirst("^tcp://" + HOST + ":?", "");
        return port.isEmpty() || (Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65535);
    }
}
