package io.dogwatch.web.api;

import io.dogwatch.supervise.TargetView;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.Hint;
import io.dogwatch.target.Phase;
import io.dogwatch.target.PlainText;
import io.dogwatch.web.ask.OneOf;
import io.dogwatch.web.ask.Problem.Fault;
import io.dogwatch.web.ask.RejectedException;
import io.dogwatch.web.report.Urgency;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which targets a request asks for.
 *
 * @param text that stands in the host, the name, the image or the phase, in large or small letters
 * @param label {@code key} or {@code key=value} that the container has
 * @param project the Compose project
 * @param phase where it stands
 * @param host the engine it lives on
 * @param limit how many are on a page; all of them if nothing is said
 * @param page from 1
 */
record TargetSearch(
        String text,
        String label,
        String project,
        @OneOf(words = Phase.class) String phase,
        String host,
        @Min(1) @Max(MOST) int limit,
        @Min(1) @Max(MOST) @DefaultValue("1") int page) {

    private static final List<String> KEYS = List.of("text", "label", "project", "phase", "host", "limit", "page");
    private static final String PROJECT = "com.docker.compose.project";
    private static final int MOST = 10_000;

    /** @throws RejectedException with all that is wrong */
    static TargetSearch read(MultivaluedMap<String, String> asked) {
        List<Fault> faults = new ArrayList<>();
        asked.keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> faults.add(new Fault(PlainText.line(key, 80), "unknown key" + Hint.of(key, KEYS))));
        String phase = text(asked, "phase");
        if (!phase.isEmpty() && !Urgency.phases().contains(phase)) {
            faults.add(new Fault(
                    "phase", '"' + PlainText.line(phase, 80) + "\" is not known" + Hint.of(phase, Urgency.phases())));
        }
        TargetSearch search = new TargetSearch(
                text(asked, "text").toLowerCase(Locale.ROOT),
                text(asked, "label"),
                text(asked, "project"),
                phase,
                text(asked, "host"),
                number(asked, "limit", Integer.MAX_VALUE, faults),
                number(asked, "page", 1, faults));
        if (!faults.isEmpty()) {
            throw new RejectedException(faults);
        }
        return search;
    }

    private static String text(MultivaluedMap<String, String> asked, String key) {
        return Optional.ofNullable(asked.getFirst(key)).orElse("");
    }

    private static int number(MultivaluedMap<String, String> asked, String key, int otherwise, List<Fault> faults) {
        String word = text(asked, key);
        if (word.isEmpty()) {
            return otherwise;
        }
        if (word.matches("[1-9][0-9]{0,4}") && Integer.parseInt(word) <= MOST) {
            return Integer.parseInt(word);
        }
        faults.add(new Fault(key, '"' + PlainText.line(word, 80) + "\" is not a number from 1 to " + MOST));
        return otherwise;
    }

    boolean fits(TargetView view) {
        Optional<ContainerSnapshot> container = view.state().container();
        Map<String, String> labels = container.map(ContainerSnapshot::labels).orElse(Map.of());
        String described = view.watch().target() + " "
                + container.map(ContainerSnapshot::image).orElse("") + " "
                + view.state().phase().word();
        return described.toLowerCase(Locale.ROOT).contains(text)
                && (label.isEmpty() || isLabelled(labels))
                && (project.isEmpty() || project.equals(labels.get(PROJECT)))
                && (phase.isEmpty() || phase.equals(view.state().phase().word()))
                && (host.isEmpty() || host.equals(view.watch().target().host()));
    }

    private boolean isLabelled(Map<String, String> labels) {
        int equals = label.indexOf('=');
        return equals < 0
                ? labels.containsKey(label)
                : label.substring(equals + 1).equals(labels.get(label.substring(0, equals)));
    }

    /** How many come before the page. */
    long skipped() {
        return limit == Integer.MAX_VALUE ? 0 : (page - 1L) * limit;
    }
}
