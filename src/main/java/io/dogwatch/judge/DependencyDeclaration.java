package io.dogwatch.judge;

import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Dependency;
import io.dogwatch.model.Dependency.Need;
import io.dogwatch.model.Dependency.Via;
import io.dogwatch.model.Watch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * References and dependencies that one container declares.
 *
 * @param references its name, its id (complete, and its first 12 digits), and its Compose service as
 *     {@code project/service}; unambiguous, since only the last contains a slash
 * @param requirements in order of declaration
 */
record DependencyDeclaration(String name, Set<String> references, List<Requirement> requirements) {

    static final String SERVICE = "com.docker.compose.service";
    static final String ONE_OFF = "com.docker.compose.oneoff";
    static final String DEPENDS_ON = "com.docker.compose.depends_on";
    private static final String SHARED_NETWORK = "container:";
    private static final int SHORT_ID = 12;

    /** @param parent reference to the dependency */
    record Requirement(String parent, Need need, Via via) {}

    DependencyDeclaration {
        references = Set.copyOf(references);
        requirements = List.copyOf(requirements);
    }

    /** Creates the declaration of an inspected container. */
    static DependencyDeclaration of(Watch watch, ContainerSnapshot container) {
        List<Requirement> requirements = new ArrayList<>();
        for (Dependency dependency : watch.dependsOn()) {
            requirements.add(new Requirement(dependency.parent(), dependency.need(), dependency.via()));
        }
        String mode = container.network().mode();
        if (mode.startsWith(SHARED_NETWORK)) {
            requirements.add(new Requirement(mode.substring(SHARED_NETWORK.length()), Need.STARTED, Via.NETWORK));
        }
        requirements.addAll(fromCompose(container.labels()));
        container.network().links().forEach(link -> requirements.add(new Requirement(link, Need.STARTED, Via.LINK)));
        return new DependencyDeclaration(
                container.name(), references(container.name(), container.id(), container.labels()), requirements);
    }

    /** Creates the declaration of a listed container, without the details that only an inspect returns. */
    static DependencyDeclaration listed(Watch watch, String id, Map<String, String> labels) {
        List<Requirement> requirements = new ArrayList<>();
        for (Dependency dependency : watch.dependsOn()) {
            requirements.add(new Requirement(dependency.parent(), dependency.need(), dependency.via()));
        }
        requirements.addAll(fromCompose(labels));
        String name = watch.target().name();
        return new DependencyDeclaration(name, references(name, id, labels), requirements);
    }

    private static Set<String> references(String name, String id, Map<String, String> labels) {
        Set<String> references = new LinkedHashSet<>(List.of(name));
        if (!id.isEmpty()) {
            references.add(id);
            references.add(id.substring(0, Math.min(SHORT_ID, id.length())));
        }
        String project = labels.getOrDefault(ContainerSnapshot.PROJECT_LABEL, "");
        String service = labels.getOrDefault(SERVICE, "");
        // `compose run` creates containers that belong to a service but do not serve it.
        boolean oneOff = labels.getOrDefault(ONE_OFF, "").equalsIgnoreCase("true");
        if (!project.isEmpty() && !service.isEmpty() && !oneOff) {
            references.add(project + "/" + service);
        }
        return references;
    }

    /**
     * Parses a label such as {@code web:service_healthy:false,db:service_started:true}; old versions list only the
     * services.
     */
    private static List<Requirement> fromCompose(Map<String, String> labels) {
        String project = labels.getOrDefault(ContainerSnapshot.PROJECT_LABEL, "");
        List<Requirement> requirements = new ArrayList<>();
        if (project.isEmpty()) {
            return requirements;
        }
        for (String entry : labels.getOrDefault(DEPENDS_ON, "").split(",", -1)) {
            String[] parts = entry.strip().split(":", -1);
            if (!parts[0].isEmpty()) {
                String condition = parts.length > 1 ? parts[1] : "";
                requirements.add(new Requirement(project + "/" + parts[0], need(condition), Via.COMPOSE));
            }
        }
        return requirements;
    }

    private static Need need(String condition) {
        return switch (condition) {
            case "service_healthy" -> Need.HEALTHY;
            case "service_completed_successfully" -> Need.COMPLETED;
            default -> Need.STARTED;
        };
    }
}
