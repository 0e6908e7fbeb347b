package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.HttpCheck;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlTreeTest {

    @Test
    void anchorsAndMergeKeysWork() {
        Settings settings = Texts.settings("""
                watch:
                  - name: a
                    checks: {site: &site {kind: http, port: 80, interval: 5s}}
                  - name: b
                    checks: {site: *site}
                  - name: c
                    checks: {site: {<<: *site, port: 81}}
                """);

        assertThat(settings.watch().stream()
                        .map(rule -> ((HttpCheck) rule.checks().getLast()).port()))
                .containsExactly(80, 80, 81);
    }

    @Test
    void variablesComeFromTheEnvironmentOrFromTheirDefault() {
        String yaml = "store: {dataDir: '${HOME_OF_DATA:-./data}/x', retention: \"${KEEP}\"}";

        assertThat(Texts.settings(yaml, Map.of("KEEP", "2d")).store().dataDir()).hasToString("./data/x");
        assertThat(Texts.settings(yaml, Map.of("KEEP", "2d", "HOME_OF_DATA", "/d"))
                        .store()
                        .dataDir())
                .hasToString("/d/x");
        assertThat(Texts.faults(yaml))
                .containsExactly(
                        "store.retention: the environment variable KEEP is not set; set it, or write a default:"
                                + " ${NAME:-default} (line 1)");
    }

    @Test
    void aVariableCannotChangeTheStructure() {
        assertThat(Texts.settings("store: {dataDir: ${F}}", Map.of("F", "x}, mail: {to: [evil@example.org"))
                        .store()
                        .dataDir())
                .hasToString("x}, mail: {to: [evil@example.org");
    }

    @Test
    void aVariableInsideAVariableIsNotReplaced() {
        assertThat(Texts.settings("store: {dataDir: ${F}}", Map.of("F", "${G}", "G", "secret"))
                        .store()
                        .dataDir())
                .hasToString("${G}");
    }

    @Test
    void anEscapedVariableStaysAsItIs() {
        assertThat(Texts.settings("store: {dataDir: $${F}}").store().dataDir()).hasToString("${F}");
    }

    @Test
    void aBombOfAnchorsIsRefused() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c <= 'i'; c++) {
            String before = "*" + (char) (c - 1);
            bomb.append(c).append(": &").append(c).append(" [");
            bomb.append((before + ", ").repeat(8)).append(before).append("]\n");
        }

        assertThat(Texts.faults(bomb.toString())).singleElement().asString().contains("aliases");
    }

    @Test
    void aSmallBombIsRefusedByItsUnfoldedSize() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c <= 'p'; c++) {
            String before = "*" + (char) (c - 1);
            bomb.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append(before)
                    .append(", ")
                    .append(before)
                    .append(", ");
            bomb.append(before).append("]\n");
        }

        assertThat(Texts.faults(bomb.toString()))
                .containsExactly("must not exceed 100000 values after all anchors are expanded");
    }

    @Test
    void tagsHaveNoPower() {
        assertThat(Texts.faults("store: !!javax.script.ScriptEngineManager {folder: x}"))
                .singleElement()
                .asString()
                .contains("tag is not allowed");
        assertThat(Texts.faults("watch: &a [{name: x, checks: *a}]"))
                .anyMatch(fault -> fault.contains("must not contain itself"));
    }
}
