package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DependencyCyclesTest {

    @Test
    void aCircleIsNamedAtTheRuleThatComesFirst() {
        assertThat(faults("""
                watch:
                  - {name: web, dependsOn: [db]}
                  - {name: cache}
                  - {name: db, dependsOn: [cache, web]}
                """))
                .containsExactly("watch[0].dependsOn: forms a dependency cycle: web → db → web (line 2)");
    }

    @Test
    void nobodyDependsOnItself() {
        assertThat(faults("watch: [{name: web, dependsOn: [web]}]"))
                .containsExactly("watch[0].dependsOn: forms a dependency cycle: web → web (line 1)");
    }

    @Test
    void whoeverOnlyLeadsIntoACircleIsNoPartOfIt() {
        assertThat(faults("""
                watch:
                  - {name: a, dependsOn: [b]}
                  - {name: b, dependsOn: [c]}
                  - {name: c, dependsOn: [d]}
                  - {name: d, dependsOn: [b]}
                """)).containsExactly("watch[1].dependsOn: forms a dependency cycle: b → c → d → b (line 3)");
    }

    @Test
    void everyCircleIsReported() {
        assertThat(faults("""
                watch:
                  - {name: a, dependsOn: [b]}
                  - {name: b, dependsOn: [a]}
                  - {name: c, dependsOn: [d]}
                  - {name: d, dependsOn: [c]}
                """)).hasSize(2);
    }

    @Test
    void aRuleAboutManyCanCloseACircle() {
        assertThat(faults("watch: [{name: vpn, dependsOn: [dns]}, {name: '*', dependsOn: [vpn]}]"))
                .containsExactly("watch[0].dependsOn: forms a dependency cycle: vpn → dns → vpn (line 1)");
    }

    @Test
    void whatIsNotCertainIsNoFault() {
        assertThat(faults("watch: [{name: 'web*', dependsOn: [web1]}]")).isEmpty();
        assertThat(faults("watch: [{name: a, dependsOn: [b]}, {image: x}, {name: b, dependsOn: [a]}]"))
                .isEmpty();
        assertThat(faults("watch: [{name: a, dependsOn: [b, c]}, {name: b, dependsOn: [c]}, {name: c}]"))
                .isEmpty();
    }

    @Test
    void namesOnDifferentHostsAreDifferentContainers() {
        String hosts = "hosts: {x: {endpoint: unix:///x}, y: {endpoint: unix:///y}}\n";

        assertThat(faults(hosts + "watch: [{name: a, host: x, dependsOn: [b]}, {name: b, host: y, dependsOn: [a]}]"))
                .isEmpty();
        assertThat(faults(hosts + "watch: [{name: a, host: x, dependsOn: [b]}, {name: b, dependsOn: [a]}]"))
                .containsExactly("watch[0].dependsOn: forms a dependency cycle: a → b → a (line 2)");
    }

    @Test
    void aLongChainIsNoTrouble() {
        StringBuilder yaml = new StringBuilder("watch:\n");
        for (int i = 0; i < 1000; i++) {
            yaml.append("- {name: c")
                    .append(i)
                    .append(", dependsOn: [c")
                    .append(i + 1)
                    .append("]}\n");
        }

        assertThat(faults(yaml.toString())).isEmpty();
        assertThat(faults(yaml.append("- {name: c1000, dependsOn: [c0]}").toString()))
                .hasSize(1);
    }

    private static List<String> faults(String yaml) {
        return Texts.faults(yaml);
    }
}
