package io.dogwatch.model;

import java.util.Map;
import java.util.Optional;

/**
 * Selects the containers of a rule or a silence: all given fields must match. Globs support {@code *} (any
 * characters) and {@code ?} (any one character). They match the whole text and are case-sensitive.
 *
 * @param label {@code name} or {@code name=glob}: the container has the label, with a matching value
 * @param project a Compose project
 * @param service a Compose service
 */
public record ContainerSelector(
        Optional<String> name,
        Optional<String> image,
        Optional<String> label,
        Optional<String> project,
        Optional<String> service) {

    public boolean fits(String containerName, String containerImage, Map<String, String> labels) {
        return name.map(glob -> glob(glob, containerName)).orElse(true)
                && image.map(glob -> glob(glob, containerImage)).orElse(true)
                && label.map(wanted -> hasLabel(wanted, labels)).orElse(true)
                && project.map(glob -> glob(glob, labels.getOrDefault(ContainerSnapshot.PROJECT_LABEL, "")))
                        .orElse(true)
                && service.map(glob -> glob(glob, labels.getOrDefault(ContainerSnapshot.SERVICE_LABEL, "")))
                        .orElse(true);
    }

    /** Whether it names exactly one container and asks nothing else of it. */
    public boolean isPlainName() {
        return name.isPresent() && !name.get().contains("*") && !name.get().contains("?") && isNameOnly();
    }

    /** Whether a name is all it asks for; it may be a glob. */
    public boolean isNameOnly() {
        return name.isPresent() && image.isEmpty() && label.isEmpty() && project.isEmpty() && service.isEmpty();
    }

    /** Whether every container fits. */
    public boolean isEmpty() {
        return name.isEmpty() && image.isEmpty() && label.isEmpty() && project.isEmpty() && service.isEmpty();
    }

    private static boolean hasLabel(String wanted, Map<String, String> labels) {
        int equals = wanted.indexOf('=');
        if (equals < 0) {
            return labels.containsKey(wanted);
        }
        return Optional.ofNullable(labels.get(wanted.substring(0, equals)))
                .map(value -> glob(wanted.substring(equals + 1), value))
                .orElse(false);
    }

    /** Whether the whole text fits the glob. At worst the product of both lengths in steps, unlike a backtracking pattern. */
    public static boolean glob(String glob, String text) {
        int g = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                resume = t;
            } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == text.charAt(t))) {
                g++;
                t++;
            } else if (star >= 0) {
                g = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        name.ifPresent(value -> text.append(", name ").append(value));
        image.ifPresent(value -> text.append(", image ").append(value));
        label.ifPresent(value -> text.append(", label ").append(value));
        project.ifPresent(value -> text.append(", project ").append(value));
        service.ifPresent(value -> text.append(", service ").append(value));
        return text.isEmpty() ? "everything" : text.substring(2);
    }
}
