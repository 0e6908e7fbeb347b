package io.dogwatch.evidence;

import io.dogwatch.target.ContainerSnapshot;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes what the engine said about a container as a sheet to read. Only fields that cannot hold a secret by design: no
 * environment, no command, no labels.
 */
final class StateSheet {

    private StateSheet() {}

    static String of(ContainerSnapshot container) {
        StringBuilder sheet = new StringBuilder();
        line(sheet, "name", container.name());
        line(sheet, "id", container.id());
        line(sheet, "image", container.image());
        line(sheet, "status", container.status().word());
        line(sheet, "created", container.createdAt());
        container.startedAt().ifPresent(at -> line(sheet, "started", at));
        container.finishedAt().ifPresent(at -> line(sheet, "finished", at));
        line(sheet, "exit code", container.exitCode());
        line(sheet, "out of memory", container.oomKilled());
        line(sheet, "pid", container.pid());
        line(
                sheet,
                "health",
                container.health().status() + ", failing streak "
                        + container.health().failingStreak());
        line(sheet, "restart policy", container.restartPolicy().name());
        line(sheet, "engine restarts", container.engineRestartCount());
        line(sheet, "stop timeout", container.stopTimeout().toSeconds() + " s, " + container.stopSignal());
        line(sheet, "network mode", container.network().mode());
        line(
                sheet,
                "addresses",
                container.network().addresses().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ")));
        line(
                sheet,
                "ports",
                container.network().ports().stream()
                        .map(port -> port.host() == 0
                                ? port.container() + "/" + port.protocol()
                                : port.hostAddress() + ":" + port.host() + "->" + port.container() + "/"
                                        + port.protocol())
                        .collect(Collectors.joining(", ")));
        line(sheet, "log driver", container.log().driver());
        return sheet.toString();
    }

    static String health(ContainerSnapshot.Health health) {
        StringBuilder sheet = new StringBuilder();
        for (ContainerSnapshot.HealthProbe probe : health.log()) {
            sheet.append(probe.start())
                    .append("  exit code ")
                    .append(probe.exitCode())
                    .append('\n');
            sheet.append(probe.output().strip().indent(2));
        }
        return sheet.toString();
    }

    private static void line(StringBuilder sheet, String name, Object value) {
        sheet.append(String.format("%-16s %s%n", name, value));
    }
}
