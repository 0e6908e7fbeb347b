package io.dogwatch.web.view;

import io.dogwatch.containerstats.ContainerStats;
import io.dogwatch.containerstats.Listeners;
import io.dogwatch.containerstats.PortUse;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.TargetId;
import io.dogwatch.web.request.ChoiceParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of one inspection of the container of a target.
 *
 * @param error why the container cannot be inspected; absent on success
 * @param socketOwner the owner of the listed sockets: {@code namespace} (the network of the container), {@code processes}
 *     (its processes in the network of the host) or {@code machine} (all programs of the host, because owners are not
 *     visible)
 * @param ports at most {@value #MAX_PORTS}
 * @param portsLeftOut the number of omitted ports; a lower bound if {@code portsWhole} is false
 * @param portsWhole false if there were too many sockets to read all
 * @param portsHidden why sockets are not visible and how to make them visible; absent if they are
 * @param usageHidden the same for resource usage
 * @param log measured now
 */
public record InsightAnswer(
        String host,
        String name,
        @Nullable String error,

        @ChoiceParam({"namespace", "processes", "machine"}) @Nullable
        String socketOwner,

        List<PortReport> ports,
        int portsLeftOut,
        boolean portsWhole,
        @Nullable String portsHidden,
        @Nullable UsageReport usage,
        @Nullable String usageHidden,
        @Nullable LogReport log) {

    static final int MAX_PORTS = 100;

    private static final int MAX_LENGTH = 512;

    static InsightAnswer of(TargetId id, ContainerStats seen) {
        List<PortUse> ports = seen.ports();
        return new InsightAnswer(
                id.host(),
                PlainText.line(id.name(), 256),
                null,
                seen.listeners().map(Listeners::whose).map(InsightAnswer::word).orElse(null),
                ports.stream().limit(MAX_PORTS).map(PortReport::of).toList(),
                Math.max(0, ports.size() - MAX_PORTS),
                seen.listeners().map(Listeners::isWhole).orElse(false),
                orNull(seen.listenersHidden()),
                seen.usage()
                        .map(usage -> UsageReport.of(usage, seen.cpuShare()))
                        .orElse(null),
                orNull(seen.usageHidden()),
                LogReport.of(seen.log()));
    }

    /** Returns the answer for a target without a container. */
    static InsightAnswer ofNothing(TargetId id) {
        return new InsightAnswer(
                id.host(),
                PlainText.line(id.name(), 256),
                "the container does not exist",
                null,
                List.of(),
                0,
                false,
                null,
                null,
                null,
                null);
    }

    private static String word(Listeners.Whose whose) {
        return switch (whose) {
            case NAMESPACE -> "namespace";
            case PROCESSES -> "processes";
            case MACHINE -> "machine";
        };
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : PlainText.line(text, MAX_LENGTH);
    }
}
