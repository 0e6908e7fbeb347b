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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rooms of the house and the one way in which they may know each other. */
class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.dogwatch");

    /** Each room and the rooms it may know. The composition root, app, may know all. */
    @ParameterizedTest(name = "{0} knows only: {1}")
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
    void aRoomKnowsOnlyTheRoomsBehindIt(String room, String known) {
        Set<String> allowed = Stream.concat(
                        Stream.of("io.dogwatch." + room + ".."),
                        known == null
                                ? Stream.empty()
                                : Stream.of(known.split(" ")).map(name -> "io.dogwatch." + name + ".."))
                .collect(Collectors.toSet());
        String[] forbidden = rooms().stream()
                .map(name -> "io.dogwatch." + name + "..")
                .filter(name -> !allowed.contains(name))
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage("io.dogwatch." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(OURS);
    }

    @Test
    void everyRoomIsNamedAbove() {
        assertThat(rooms())
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
    void noTwoRoomsKnowEachOther() {
        slices().matching("io.dogwatch.(*)..").should().beFreeOfCycles().check(OURS);
    }

    /** The room that is too large for one package. Its root puts the others together, and none of them knows it. */
    @ParameterizedTest(name = "web.{0} knows of the room only: {1}")
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
    void aPartOfTheWebKnowsOnlyThePartsBehindIt(String part, String known) {
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
    void noTwoPartsOfTheWebKnowEachOther() {
        slices().matching("io.dogwatch.web.(*)..").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void theVocabularyAndTheJudgeKnowOnlyValues() {
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
    void theJudgeHasNoClockAndNoChance() {
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
    void onlyTheDockerRoomKnowsDockerJava() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.dogwatch.docker..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.dockerjava..")
                .check(OURS);
    }

    @Test
    void eachLibraryHasOneRoom() {
        onlyIn("org.quartz..", "supervise", "silence", "app");
        onlyIn("org.jdbi..", "journal", "app");
        onlyIn("jakarta.mail..", "notify", "app");
        onlyIn("io.micrometer..", "metrics", "app");
        onlyIn("jakarta.ws.rs..", "web", "app");
        onlyIn("com.nimbusds..", "auth");
        onlyIn("org.bouncycastle..", "auth", "docker");
    }

    private static void onlyIn(String library, String... rooms) {
        noClasses()
                .that()
                .resideOutsideOfPackages(Stream.of(rooms)
                        .map(room -> "io.dogwatch." + room + "..")
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

    @Test
    void nothingLogsThroughTheJdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..")
                .check(OURS);
    }

    /** Waiting belongs to the clock; these three wait between two questions to the engine, on threads of their own. */
    @Test
    void nothingSleepsButWhatWaitsForTheEngine() {
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

    private static List<String> rooms() {
        return OURS.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("io.dogwatch."))
                .map(name -> name.split("\\.", -1)[2])
                .distinct()
                .toList();
    }
}
