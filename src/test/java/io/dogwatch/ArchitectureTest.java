package io.dogwatch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages, and the direction of their dependencies. */
class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.dogwatch");

    /** Each package and its allowed dependencies. The composition root, app, may depend on all. */
    @ParameterizedTest(name = "{0} depends only on: {1}")
    @CsvSource(textBlock = """
                    model,
                    judge,     model
                    silence,      model judge
                    docker,    model
                    discover,  model docker
                    probe,     model docker
                    logs,      model docker
                    containerstats,    model docker probe
                    evidence,  model docker
                    remediation,       model judge docker evidence
                    journal,   model judge silence
                    report,    model judge silence journal
                    notify,      model judge silence journal report
                    suggest,   model probe
                    supervise, model judge silence docker discover probe logs containerstats evidence remediation journal notify suggest
                    metrics,   model judge logs journal containerstats supervise
                    auth,    model
                    web,       auth model judge silence logs evidence journal report notify containerstats supervise docker suggest
                    replay,    model judge journal
                    config,    model judge silence docker discover probe logs evidence remediation journal report notify supervise metrics auth
                    """)
    void aPackageDependsOnlyOnItsAllowedPackages(String name, String known) {
        Set<String> allowed = Stream.concat(
                        Stream.of("io.dogwatch." + name + ".."),
                        known == null
                                ? Stream.empty()
                                : Stream.of(known.split(" ")).map(other -> "io.dogwatch." + other + ".."))
                .collect(Collectors.toSet());
        String[] forbidden = packages().stream()
                .map(other -> "io.dogwatch." + other + "..")
                .filter(other -> !allowed.contains(other))
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage("io.dogwatch." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(OURS);
    }

    @Test
    void everyPackageIsListedAbove() {
        assertThat(packages())
                .containsExactlyInAnyOrder(
                        "model",
                        "judge",
                        "silence",
                        "docker",
                        "discover",
                        "probe",
                        "logs",
                        "containerstats",
                        "remediation",
                        "evidence",
                        "journal",
                        "report",
                        "notify",
                        "suggest",
                        "supervise",
                        "metrics",
                        "auth",
                        "web",
                        "config",
                        "replay",
                        "app");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.dogwatch.(*)..").should().beFreeOfCycles().check(OURS);
    }

    /** The subpackages of web. The root package composes them, and none of them depends on it. */
    @ParameterizedTest(name = "web.{0} depends within web only on: {1}")
    @CsvSource(textBlock = """
                    request,
                    view, request
                    events,   view
                    action,   request view
                    log,    request view events
                    api,    request view action
                    page,   request view action log events
                    security,  request page
                    """)
    void aSubpackageOfWebDependsOnlyOnItsAllowedOnes(String part, String known) {
        String[] allowed = Stream.concat(Stream.of(part), known == null ? Stream.empty() : Stream.of(known.split(" ")))
                .map(name -> "io.dogwatch.web." + name)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage("io.dogwatch.web." + part)
                .should()
                .dependOnClassesThat(resideInAPackage("io.dogwatch.web..").and(not(resideInAnyPackage(allowed))))
                .check(OURS);
    }

    @Test
    void subpackagesOfWebHaveNoCycles() {
        slices().matching("io.dogwatch.web.(*)..").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void theModelAndTheJudgeDependOnlyOnValues() {
        classes()
                .that()
                .resideInAnyPackage("io.dogwatch.judge..", "io.dogwatch.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.dogwatch.judge..",
                        "io.dogwatch.model..",
                        "java.lang",
                        "java.lang.annotation",
                        "java.lang.invoke",
                        "java.lang.runtime",
                        "java.time",
                        "java.util",
                        "java.util.function",
                        "java.util.regex",
                        "java.util.stream",
                        "org.jspecify.annotations")
                .check(OURS);
    }

    @Test
    void theJudgeUsesNoClockAndNoRandomness() {
        noClasses()
                .that()
                .resideInAnyPackage("io.dogwatch.judge..", "io.dogwatch.model..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        System.class,
                        Thread.class,
                        Clock.class,
                        InstantSource.class,
                        java.util.Random.class,
                        java.util.UUID.class,
                        Runtime.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .check(OURS);
    }

    @Test
    void onlyTheDockerPackageDependsOnDockerJava() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.dogwatch.docker..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.dockerjava..")
                .check(OURS);
    }

    @Test
    void eachLibraryIsUsedInOnePackage() {
        onlyIn("org.quartz..", "supervise", "silence", "app");
        onlyIn("org.jdbi..", "journal", "app");
        onlyIn("jakarta.mail..", "notify", "app");
        onlyIn("io.micrometer..", "metrics", "app");
        onlyIn("jakarta.ws.rs..", "web", "app");
        onlyIn("com.nimbusds..", "auth");
        onlyIn("org.bouncycastle..", "auth", "docker");
    }

    private static void onlyIn(String library, String... packages) {
        noClasses()
                .that()
                .resideOutsideOfPackages(Stream.of(packages)
                        .map(name -> "io.dogwatch." + name + "..")
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(OURS);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("javax.inject.Inject")
                .check(OURS);
    }

    /** One name, one class: a reader must not have to look at the import. Nested classes are named with their outer class. */
    @Test
    void simpleClassNamesAreUnique() {
        assertThat(OURS.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .map(JavaClass::getSimpleName)
                        .filter(name -> !name.equals("package-info"))
                        .collect(Collectors.groupingBy(name -> name, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(name -> name.getValue() > 1)
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    @Test
    void nothingLogsThroughTheJdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..")
                .check(OURS);
    }

    /** Waiting belongs to the clock; these three wait between two calls of the engine, on separate threads. */
    @Test
    void onlyClassesThatWaitForTheEngineSleep() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.dogwatch.remediation.OutcomeResolver")
                .and()
                .doNotHaveFullyQualifiedName("io.dogwatch.discover.EngineWatcher")
                .and()
                .doNotHaveFullyQualifiedName("io.dogwatch.docker.EngineExecs")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(OURS);
    }

    private static List<String> packages() {
        return OURS.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("io.dogwatch."))
                .map(name -> name.split("\\.", -1)[2])
                .distinct()
                .toList();
    }
}
