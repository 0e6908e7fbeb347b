package io.dogwatch.suggest;

import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.GrpcCheck;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.HttpStatusSet;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.Schedule;
import io.dogwatch.model.TcpCheck;
import io.dogwatch.model.Thresholds;
import io.dogwatch.model.Tls;
import io.dogwatch.probe.Prober;
import io.dogwatch.suggest.Suggestion.Proposal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tries what a container's ports speak: a well-known protocol, HTTP, TLS, or at least TCP. Sends only what a check of that
 * kind would send, a few requests to each port, and only when a person asks. Safe for use by many threads.
 */
public final class Suggester {

    /** More ports than this are not looked at: a container that exposes a range is not one that people check by port. */
    static final int MAX_PORTS = 20;

    private static final Schedule ONCE =
            new Schedule(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(2));

    /** Where services say how they are, the commonest first. */
    private static final List<String> PATHS =
            List.of("/health", "/healthz", "/-/healthy", "/actuator/health", "/ready", "/ping", "/");

    /** A server with a good answer to this path answers any path well; then no path proves more than the first. */
    private static final String NO_SUCH_PATH = "/dogwatch-nonexistent-path";

    /** Codes of a server that lives and only refuses a stranger, or has nothing at its root. */
    private static final List<String> REFUSALS = List.of("401", "403", "404");

    private final Prober prober;

    public Suggester(Prober prober) {
        this.prober = prober;
    }

    /**
     * One suggestion per exposed or published TCP port, lowest first; empty for a stopped container. The ports are
     * probed in parallel. A port that accepts and never answers takes about 3 s, one with the slowest accepted
     * answers 13 s.
     */
    public List<Suggestion> suggestions(ContainerSnapshot container) {
        if (container.status() != ContainerStatus.RUNNING) {
            return List.of();
        }
        List<Integer> ports = container.network().ports().stream()
                .filter(port -> port.protocol().equals("tcp"))
                .map(ContainerSnapshot.Port::container)
                .distinct()
                .sorted()
                .limit(MAX_PORTS)
                .toList();
        List<Future<Suggestion>> asked = new ArrayList<>();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int port : ports) {
                asked.add(each.submit(() -> suggestion(container, port, ports.size() == 1)));
            }
        }
        return asked.stream().map(Future::resultNow).toList();
    }

    private Suggestion suggestion(ContainerSnapshot container, int port, boolean isOnly) {
        return preset(container, port, isOnly)
                .or(() -> grpc(container, port, isOnly))
                .or(() -> http(container, port, isOnly, PortNames.isUsuallySecured(port)))
                .or(() -> http(container, port, isOnly, !PortNames.isUsuallySecured(port)))
                .orElseGet(() -> tcp(container, port, isOnly));
    }

    private Optional<Suggestion> preset(ContainerSnapshot container, int port, boolean isOnly) {
        return PortNames.preset(port)
                .filter(preset ->
                        passes(TcpCheck.ofPort("try", port).with(terms()).with(preset), container))
                .map(preset -> found(
                        port,
                        new Proposal(
                                name(preset.wireName(), port, isOnly),
                                "tcp",
                                Map.of("port", Integer.toString(port), "preset", preset.wireName())),
                        "speaks " + preset.wireName()));
    }

    private Optional<Suggestion> grpc(ContainerSnapshot container, int port, boolean isOnly) {
        boolean serves =
                PortNames.isUsuallyGrpc(port) && passes(new GrpcCheck(terms(), port, Optional.empty(), ""), container);
        return serves
                ? Optional.of(found(
                        port,
                        new Proposal(name("grpc", port, isOnly), "grpc", Map.of("port", Integer.toString(port))),
                        "grpc.health.v1 reports SERVING"))
                : Optional.empty();
    }

    private Optional<Suggestion> http(ContainerSnapshot container, int port, boolean isOnly, boolean secured) {
        HttpCheck any = HttpCheck.ofPort("try", port).with(terms());
        HttpCheck root = secured ? any.with(Tls.UNVERIFIED) : any;
        if (!passes(answering(root, "100-599"), container)) {
            return Optional.empty();
        }
        Map<String, String> keys = new HashMap<>(Map.of("port", Integer.toString(port)));
        if (secured) {
            keys.put("scheme", "https");
            if (!passes(answering(any.with(Tls.DEFAULT), "100-599"), container)) {
                keys.put("verifyCertificate", "false");
            }
        }
        String scheme = secured ? "https" : "http";
        for (String path : passes(asking(root, NO_SUCH_PATH), container) ? List.of("/") : PATHS) {
            if (passes(asking(root, path), container)) {
                if (!path.equals("/")) {
                    keys.put("path", path);
                }
                return Optional.of(found(
                        port,
                        new Proposal(name(scheme, port, isOnly), "http", keys),
                        "responds to GET " + path + " with success"));
            }
        }
        String status = REFUSALS.stream()
                .filter(code -> passes(answering(root, code), container))
                .findFirst()
                .orElse("100-499");
        keys.put("status", status);
        return Optional.of(found(
                port, new Proposal(name(scheme, port, isOnly), "http", keys), "responds to GET / with " + status));
    }

    private Suggestion tcp(ContainerSnapshot container, int port, boolean isOnly) {
        return switch (ask(TcpCheck.ofPort("try", port).with(terms()), container)) {
            case Outcome.Healthy healthy ->
                found(
                        port,
                        new Proposal(name("tcp", port, isOnly), "tcp", Map.of("port", Integer.toString(port))),
                        "accepts connections; protocol unknown");
            case Outcome.Unhealthy unhealthy -> new Suggestion(port, Optional.empty(), unhealthy.detail());
            case Outcome.Inconclusive unknown -> new Suggestion(port, Optional.empty(), unknown.detail());
        };
    }

    private static Suggestion found(int port, Proposal proposal, String found) {
        return new Suggestion(port, Optional.of(proposal), found);
    }

    private static String name(String protocol, int port, boolean isOnly) {
        return isOnly ? protocol : protocol + "-" + port;
    }

    private static HttpCheck answering(HttpCheck check, String statuses) {
        HttpCheck.Expectation now = check.expected();
        return check.with(new HttpCheck.Expectation(
                HttpStatusSet.parse(statuses),
                now.bodyMatches(),
                now.bodyMustNotMatch(),
                now.json(),
                now.maxLatency(),
                now.bodyLimit()));
    }

    private static HttpCheck asking(HttpCheck check, String path) {
        return check.with(new HttpCheck.Request("GET", path, Map.of(), "", Optional.empty()));
    }

    private boolean passes(Check.Probed check, ContainerSnapshot container) {
        return ask(check, container) instanceof Outcome.Healthy;
    }

    private Outcome ask(Check.Probed check, ContainerSnapshot container) {
        return prober.probe(check, container).outcome();
    }

    private static Check.Terms terms() {
        return new Check.Terms("try", Thresholds.PROBED, ONCE);
    }
}
