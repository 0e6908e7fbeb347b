package io.dogwatch.web.view;

import io.dogwatch.containerstats.LogBound;
import io.dogwatch.evidence.Redaction;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.PlainText;
import io.dogwatch.web.request.ChoiceParam;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The container of a target with the data of {@code docker ps} and its addresses.
 *
 * @param ports in the format of {@code docker ps}, such as {@code 127.0.0.1:8080->80/tcp}
 * @param addresses its address by network
 * @param logUnbounded whether its log has no size limit
 */
public record ContainerReport(
        String id,
        String image,
        String command,
        Instant createdAt,
        @ChoiceParam(words = ContainerStatus.class) String status,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Integer exitCode,
        boolean outOfMemory,
        String health,
        String restartPolicy,
        int engineRestarts,
        double stopTimeoutSeconds,
        List<String> ports,
        String networkMode,
        Map<String, String> addresses,
        String logDriver,
        boolean logUnbounded) {

    /** Command lines often contain passwords. */
    private static final Redaction REDACTION = new Redaction(List.of());

    /** Maximum length of an image or command, in characters. */
    private static final int MAX_LENGTH = 512;

    static ContainerReport of(ContainerSnapshot container) {
        boolean hasEnded =
                switch (container.status()) {
                    case EXITED, DEAD, RESTARTING -> true;
                    case CREATED, RUNNING, PAUSED, REMOVING -> false;
                };
        return new ContainerReport(
                container.shortId(),
                PlainText.line(container.image(), MAX_LENGTH),
                PlainText.line(REDACTION.of(container.command()), MAX_LENGTH),
                container.createdAt(),
                container.status().wireName(),
                container.startedAt().orElse(null),
                container.finishedAt().orElse(null),
                hasEnded ? container.exitCode() : null,
                container.oomKilled(),
                container.health().status().name().toLowerCase(Locale.ROOT),
                container.restartPolicy().name(),
                container.engineRestartCount(),
                CheckReport.seconds(container.stopTimeout()),
                ports(container.network()),
                PlainText.line(container.network().mode(), MAX_LENGTH),
                new TreeMap<>(container.network().addresses()),
                container.log().driver(),
                !LogBound.of(container.log()).isBounded());
    }

    private static List<String> ports(ContainerSnapshot.Network network) {
        return network.ports().stream()
                .sorted(Comparator.comparingInt(ContainerSnapshot.Port::container)
                        .thenComparing(ContainerSnapshot.Port::hostAddress))
                .map(ContainerReport::port)
                .toList();
    }

    private static String port(ContainerSnapshot.Port port) {
        String inside = port.container() + "/" + port.protocol();
        return port.host() == 0 ? inside : bracketed(port.hostAddress()) + ":" + port.host() + "->" + inside;
    }

    private static String bracketed(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }
}
