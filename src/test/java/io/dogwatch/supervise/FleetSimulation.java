package io.dogwatch.supervise;

import io.dogwatch.model.Check;
import io.dogwatch.model.Dependency;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.TcpCheck;
import io.dogwatch.model.Thresholds;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A host with many targets over many days, in virtual time: the judges, the breaker and the graph of dependencies are the
 * real ones; the engine, the people and the faults are models. The same seed gives the same days.
 */
final class FleetSimulation {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration CALM = Duration.ofDays(1);

    private static final List<Check> ALWAYS = List.of(
            new Check.StateCheck("state", Thresholds.CERTAIN), new Check.HealthCheck("health", Thresholds.CERTAIN));

    private final Duration length;
    private final SplittableRandom random;
    private final FleetAgenda agenda = new FleetAgenda(START);
    private final FleetBooks books = new FleetBooks(agenda);
    private final FleetEngine engine;
    private final FleetWeather weather;
    private final FleetHouse house;
    private final FleetAudit audit;
    private final FleetFaults faults;

    /** @param length of it all; on the last day nothing goes wrong any more */
    FleetSimulation(int targets, Duration length, long seed) {
        this.length = length;
        this.random = new SplittableRandom(seed);
        this.engine = new FleetEngine(agenda, random.split());
        this.weather = new FleetWeather(random.split());
        FleetPeople people = new FleetPeople(agenda, engine, random.split());
        this.house = new FleetHouse(agenda, engine, weather, books, people, random.split());
        this.audit = new FleetAudit(house);
        FleetStream stream = new FleetStream(agenda, random.split(), house);
        engine.listen(stream);
        List<FleetMember> members = new ArrayList<>();
        for (int number = 0; number < targets; number++) {
            FleetMember member = member(number);
            members.add(member);
            house.add(member);
        }
        this.faults = new FleetFaults(agenda, engine, house, stream, weather, members, random.split());
    }

    /** @throws FleetBooks.Broken if anything did not hold */
    void run() {
        house.begin();
        agenda.every(FleetAudit.EVERY.toMillis(), 1, audit::look);
        faults.begin();
        agenda.run(length.minus(CALM));
        faults.end();
        agenda.run(length);
        books.close(house.members());
    }

    FleetBooks books() {
        return books;
    }

    String summary() {
        return books.summary() + "; " + audit.summary();
    }

    private static String name(int number) {
        return "web-%03d".formatted(number);
    }

    /** Of every ten: a stack of three, two that share a network, and five of their own. */
    private FleetMember member(int number) {
        Optional<FleetContainer> networkOf =
                number % 10 == 4 ? Optional.of(engine.container(name(number - 1))) : Optional.empty();
        List<Dependency> needs = number % 10 == 1 || number % 10 == 2
                ? List.of(new Dependency(name(number - 1), Dependency.Need.HEALTHY, Dependency.Via.CONFIG))
                : List.of();
        FleetContainer container =
                new FleetContainer(name(number), enginePolicy(), networkOf, START.minusSeconds(3600));
        engine.add(container);
        TargetId target = new TargetId("local", container.name);
        Watch watch = new Watch(target, checks(), policy(), false, "rule 1", List.of(), needs, Map.of());
        return new FleetMember(watch, container, house);
    }

    private String enginePolicy() {
        return switch (random.nextInt(10)) {
            case 0 -> "always";
            case 1 -> "unless-stopped";
            case 2 -> "on-failure";
            default -> "no";
        };
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>(ALWAYS);
        Thresholds thresholds = random.nextInt(4) == 0 ? new Thresholds(3, 2, 5, Severity.CRITICAL) : Thresholds.PROBED;
        checks.add(TcpCheck.ofPort("door", 81).with(Check.Terms.of("door").with(thresholds)));
        if (random.nextInt(5) == 0) {
            checks.add(HttpCheck.ofPort("site", 80));
        }
        return checks;
    }

    private Policy policy() {
        Policy.Builder policy = Policy.HEAL.toBuilder()
                .mode(random.nextInt(20) == 0 ? Policy.Mode.OBSERVE : Policy.Mode.HEAL)
                .crashLoop(new Policy.CrashLoop(5, Duration.ofMinutes(30), random.nextBoolean()));
        switch (random.nextInt(6)) {
            case 0 -> policy.budget(new Policy.Budget(2, Duration.ofMinutes(20), Duration.ofMinutes(40)));
            case 1 -> policy.restartDelay(Duration.ofMinutes(1));
            case 2 -> policy.quorum(Policy.Quorum.ALL);
            default -> {}
        }
        return policy.build();
    }
}
