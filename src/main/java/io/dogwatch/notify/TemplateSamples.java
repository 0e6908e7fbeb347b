package io.dogwatch.notify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sample models for template validation: one with all variables, one with as few as possible. */
final class TemplateSamples {

    private TemplateSamples() {}

    static List<Map<String, Object>> of(String template) {
        return template.startsWith("report.")
                ? List.of(FULL_REPORT, bare(FULL_REPORT))
                : List.of(FULL_LETTER, bare(FULL_LETTER));
    }

    static final Map<String, Object> FULL_LETTER = Map.ofEntries(
            Map.entry("name", "web"),
            Map.entry("word", "FAILING"),
            Map.entry("mood", "bad"),
            Map.entry("headline", "web fails its http check site"),
            Map.entry("cause", "http site: 500 (allowed: 200-399) (3 of 3)"),
            Map.entry("meaning", "the status code is not allowed"),
            Map.entry("late", "Some notifications were delayed: more than 5 messages about local/web within 10 min."),
            Map.entry("done", List.of("It was restarted once.")),
            Map.entry("next", "No action is needed."),
            Map.entry("advice", List.of(Map.of("sentence", "Check its log:", "command", "docker logs --tail 100 web"))),
            Map.entry("acts", List.of(Map.of("label", "Acknowledge", "url", "https://dogwatch.example.org/do/x"))),
            Map.entry(
                    "items",
                    List.of(Map.of(
                            "name", "db", "word", "RECOVERED", "mood", "good", "cause", "Was: down", "next", ""))),
            Map.entry("unlisted", "1"),
            Map.entry("facts", List.of(Map.of("label", "container", "value", "local/web"))),
            Map.entry("tail", List.of("a line of the log")),
            Map.entry("files", List.of("log.txt")),
            Map.entry("leftOut", "1"),
            Map.entry("signature", "incident local.web.3"),
            Map.entry("link", "https://dogwatch.example.org/"));

    static final Map<String, Object> FULL_REPORT = Map.ofEntries(
            Map.entry("name", "weekly"),
            Map.entry("word", "REPORT WEEKLY"),
            Map.entry("mood", "neutral"),
            Map.entry("headline", "99.871% available, 3 incidents"),
            Map.entry("period", "Mon 2026-11-16 08:00 CET to Mon 2026-11-23 08:00 CET"),
            Map.entry("since", "Dogwatch knows of this period only since Tue 2026-11-17 10:00 CET."),
            Map.entry("repairs", List.of(Map.of("name", "web", "sentence", "was restarted 9 times."))),
            Map.entry("quarantined", List.of("db")),
            Map.entry("open", List.of(Map.of("name", "db", "failure", "down", "since", "Mon 2026-11-23 07:00 CET"))),
            Map.entry("figures", List.of(Map.of("label", "incidents", "value", "3", "before", "5"))),
            Map.entry(
                    "targets",
                    List.of(Map.of("name", "web", "availability", "98.110%", "details", "down for 3 h 10 min"))),
            Map.entry("others", "The other 7 were always available."),
            Map.entry("logs", List.of(Map.of("name", "web", "summary", "takes 3.2GiB"))),
            Map.entry("moreLogs", "2 more"),
            Map.entry("bound", "--log-opt max-size=10m"),
            Map.entry("link", "https://dogwatch.example.org/"),
            Map.entry("signature", "report weekly"));

    private static Map<String, Object> bare(Map<String, Object> full) {
        Map<String, Object> bare = new HashMap<>();
        full.forEach((name, value) -> bare.put(name, value instanceof List ? List.of() : bareText(name, value)));
        return bare;
    }

    /** Numbers and enumerated values are never empty. */
    private static Object bareText(String name, Object value) {
        return switch (name) {
            case "mood", "word", "headline", "signature", "cause", "period", "bound" -> value;
            case "unlisted", "leftOut" -> "0";
            default -> "";
        };
    }
}
