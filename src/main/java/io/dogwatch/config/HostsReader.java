package io.dogwatch.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which Docker engines are watched. */
final class HostsReader {

    private static final String ALLOWED = "; allowed: unix:///path, tcp://host:port";

    private HostsReader() {}

    static List<HostSettings> read(Section root) {
        List<HostSettings> hosts = new ArrayList<>();
        root.named("hosts", "host").forEach((name, section) -> hosts.add(host(name, section)));
        return hosts.isEmpty() ? List.of(HostSettings.LOCAL) : hosts;
    }

    private static HostSettings host(String name, Section section) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")) {
            section.faultHere("not a host's name; allowed: 1 to 40 letters, digits, - _ and .");
        }
        Optional<String> written = section.text("endpoint", "required", "unix:///path, tcp://host:port");
        String endpoint = written.orElse("");
        if (written.isEmpty()) {
            section.missing("endpoint", "such as unix:///var/run/docker.sock");
        } else if (!isUnix(endpoint) && !isTcp(endpoint)) {
            section.fault("endpoint", Words.quote(endpoint) + " is not an endpoint" + ALLOWED);
        }
        Optional<Path> tls = section.text("tls", "none", "a folder with ca.pem, cert.pem, key.pem")
                .map(Path::of);
        boolean allowPlainTcp = section.flag("allowPlainTcp", false);
        if (isTcp(endpoint) && tls.isEmpty() && !allowPlainTcp) {
            section.fault(
                    "endpoint",
                    "without TLS anybody on the way becomes root there; give tls: a folder, or allowPlainTcp: true");
        } else if (isUnix(endpoint) && tls.isPresent()) {
            section.fault("tls", "only for a tcp:// endpoint");
        }
        section.rejectUnknown();
        return new HostSettings(name, endpoint, tls, allowPlainTcp);
    }

    private static boolean isUnix(String endpoint) {
        return endpoint.matches("unix:///[^\\p{Cntrl}]{1,200}");
    }

    private static boolean isTcp(String endpoint) {
        if (!endpoint.matches("tcp://([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):\\d{1,5}")) {
            return false;
        }
        int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
        return port >= 1 && port <= 65535;
    }
}
