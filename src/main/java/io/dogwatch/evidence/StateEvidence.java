package io.dogwatch.evidence;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.ContainerSpec;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the engine's data about a container as a readable sheet. Contains only allowlisted fields: no environment
 * values, and no labels except those known to be harmless.
 */
final class StateEvidence {

    private StateEvidence() {}

    static String of(ContainerSnapshot container, ContainerSpec makeup) {
        StringBuilder sheet = new StringBuilder();
        line(sheet, "name", container.name());
        line(sheet, "id", container.id());
        line(sheet, "status", container.status().wireName());
        line(sheet, "ending", ExitMessage.of(container));
        line(sheet, "out of memory", container.oomKilled() ? "yes" : "no");
        line(sheet, "created", container.createdAt());
        container.startedAt().ifPresent(at -> line(sheet, "started", at));
        container.finishedAt().ifPresent(at -> line(sheet, "finished", at));
        line(sheet, "pid", container.pid());
        line(
                sheet,
                "health",
                container.health().status() + ", failing streak "
                        + container.health().failingStreak());
        line(sheet, "engine restarts", container.engineRestartCount());
        line(sheet, "stop timeout", container.stopTimeout().toSeconds() + " s, " + container.stopSignal());
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
                container.network().ports().stream().map(StateEvidence::port).collect(Collectors.joining(", ")));
        if (makeup.parts().isEmpty()) {
            line(sheet, "image", container.image());
            line(sheet, "restart policy", container.restartPolicy().name());
            line(sheet, "network mode", container.network().mode());
            line(sheet, "log driver", container.log().driver());
            return sheet.toString();
        }
        sheet.append('\n');
        makeup.parts().forEach((name, value) -> line(sheet, name, value));
        makeup.hidden().keySet().forEach(name -> line(sheet, name, "(the value is never stored)"));
        return sheet.toString();
    }

    private static String port(ContainerSnapshot.Port port) {
        String inside = port.container() + "/" + port.protocol();
        return port.host() == 0 ? inside : port.hostAddress() + ":" + port.host() + "->" + inside;
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
        sheet.append(String.format("%-22s %s%n", name, value));
    }
}
