package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every former key is one error that names the new key, in the file and in labels. */
class RenamedKeysTest {

    /** A file that contains the key in a section of each shape. */
    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry("top level", "%s: 1h"),
            Map.entry("defaults", "defaults: {%s: 1h}"),
            Map.entry("watch rule", "watch: [{name: web, %s: 1h}]"),
            Map.entry("remedy", "watch: [{name: web, remedy: {%s: 1h}}]"),
            Map.entry("budget", "watch: [{name: web, budget: {%s: 1h}}]"),
            Map.entry("http check", "watch: [{name: web, checks: {http: {port: 80, scheme: https, %s: 1}}}]"),
            Map.entry("tcp check", "watch: [{name: web, checks: {tcp: {port: 80, tls: true, %s: 1}}}]"),
            Map.entry("grpc check", "watch: [{name: web, checks: {grpc: {port: 80, tls: true, %s: 1}}}]"),
            Map.entry("heartbeat marker", "watch: [{name: web, checks: {log: {heartbeat: {pattern: a, %s: 1h}}}}]"),
            Map.entry("heartbeat", "heartbeat: {url: 'https://example.org/', %s: 1h}"),
            Map.entry("host", "hosts: {local: {endpoint: unix:///a, %s: 1m}}"),
            Map.entry("notify", "notify: {%s: 1h}"),
            Map.entry("route", "notify: {routes: [{to: a@example.org, %s: true}]}"),
            Map.entry("store", "store: {%s: 1h}"),
            Map.entry("watchdog", "watchdog: {%s: 1h}"),
            Map.entry("session", "auth: {session: {%s: 1h}}"),
            Map.entry("maintenance window", "maintenance: {name: web, cron: '@daily', for: 1h, %s: a}"));

    /** A label that contains the key in a section of each shape that labels can have; others go along. */
    private static final Map<String, String> LABELS = Map.of(
            "labels", "dogwatch.",
            "remedy", "dogwatch.remedy.",
            "budget", "dogwatch.budget.",
            "http check", "dogwatch.check.it.http.",
            "tcp check", "dogwatch.check.it.tcp.",
            "grpc check", "dogwatch.check.it.grpc.",
            "heartbeat marker", "dogwatch.check.it.log.heartbeat.");

    private static Stream<Arguments> renamed() {
        return RenamedKeys.TABLE.entrySet().stream()
                .flatMap(shape -> shape.getValue().entrySet().stream()
                        .map(key -> Arguments.of(shape.getKey(), key.getKey(), key.getValue())));
    }

    private static Stream<Arguments> inFiles() {
        return renamed().filter(one -> !one.get()[0].equals("labels"));
    }

    private static Stream<Arguments> inLabels() {
        return renamed().filter(one -> LABELS.containsKey(String.valueOf(one.get()[0])));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("inFiles")
    void aFormerKeyOfTheFileIsOneErrorWithTheNewKey(String shape, String former, String key) {
        assertThat(Texts.faults(FILES.getOrDefault(shape, "").formatted(former)))
                .singleElement()
                .asString()
                .contains(former + ": renamed to " + key + " (line 1)");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("inLabels")
    void aFormerKeyOfALabelIsOneErrorWithTheNewKey(String shape, String former, String key) {
        String prefix = LABELS.getOrDefault(shape, "");
        String others = prefix.contains("check")
                ? prefix.replace("heartbeat.", "") + (prefix.contains("log") ? "heartbeat.pattern" : "port")
                : "dogwatch.enable";
        String value = others.endsWith("enable") ? "true" : "80";

        assertThat(faults(Map.of(others, value, prefix + former, "1")))
                .containsExactly(
                        prefix + former + ": renamed to " + (shape.equals("labels") ? "dogwatch." + key : key));
    }

    private static List<String> faults(Map<String, String> labels) {
        return Texts.settings("")
                .watchRules(Optional.empty())
                .watch("local", "0123456789abcdef", "web", "nginx", labels)
                .faults();
    }
}
