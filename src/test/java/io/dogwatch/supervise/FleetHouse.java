package io.dogwatch.supervise;

import io.dogwatch.judge.Breaker;
import io.dogwatch.judge.BreakerPolicy;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Hold;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.judge.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Dogwatch on one host: all its targets, the breaker, the calls in flight and what people have ordered. */
final class FleetHouse implements FleetEngine.Stream {

    static final int MAX_IN_FLIGHT = 4;
    private static final long RESYNC = 30_000;

    private final FleetAgenda agenda;
    private final FleetEngine engine;
    private final FleetWeather weather;
    private final FleetBooks books;
    private final FleetPeople people;
    private final SplittableRandom random;
    private final Map<String, FleetMember> members = new LinkedHashMap<>();
    private final FleetKin kin = new FleetKin(members);
    private final FleetOrders orders;
    private FleetSlots slots = new FleetSlots(MAX_IN_FLIGHT);
    private Breaker breaker = Breaker.closed(BreakerPolicy.DEFAULT);
    private Optional<Instant> breakerWake = Optional.empty();
    private boolean running;
    private boolean hearing;
    private int generation;

    FleetHouse(
            FleetAgenda agenda,
            FleetEngine engine,
            FleetWeather weather,
            FleetBooks books,
            FleetPeople people,
            SplittableRandom random) {
        this.agenda = agenda;
        this.engine = engine;
        this.weather = weather;
        this.books = books;
        this.people = people;
        this.random = random;
        this.orders = new FleetOrders(agenda, () -> members.values().forEach(FleetMember::nudge));
    }

    void add(FleetMember member) {
        members.put(member.container.name, member);
        kin.learn(member);
    }

    /** Dogwatch starts, with nothing but the ledgers. */
    void begin() {
        running = true;
        generation++;
        slots = new FleetSlots(MAX_IN_FLIGHT);
        breaker = Breaker.closed(BreakerPolicy.DEFAULT);
        breakerWake = Optional.empty();
        members.values().forEach(FleetMember::begin);
        connect();
        after(RESYNC, this::resync);
    }

    /** {@code kill -9}. */
    void die() {
        running = false;
        hearing = false;
        generation++;
        books.died();
        books.wishesMayBeLost(members.values());
    }

    boolean isRunning() {
        return running;
    }

    /** Whether the engine's stream is heard. */
    boolean isHearing() {
        return running && hearing;
    }

    /** The stream is cut, or the engine does not answer: noticed after a moment. */
    void lose() {
        hearing = false;
        books.wishesMayBeLost(members.values());
        after(random.nextInt(3_000), () -> members.values().forEach(one -> one.judge(new Event.EngineLost())));
    }

    /** The engine answers again: everybody looks. */
    void connect() {
        if (running && engine.isUp()) {
            hearing = true;
            books.connected(members.values());
            members.values().forEach(FleetMember::look);
        }
    }

    private void resync() {
        if (hearing && engine.isUp()) {
            members.values().stream().filter(FleetMember::differs).forEach(FleetMember::look);
        }
        after(RESYNC, this::resync);
    }

    @Override
    public void happened(FleetContainer container, Event event, boolean look) {
        FleetMember member = members.get(container.name);
        if (isHearing() && member != null) {
            member.happened(event, look);
        }
    }

    /** A person asks for something on the page. */
    void request(FleetMember member, Event.Requested requested) {
        if (running) {
            books.requested(member, requested);
            member.judge(requested);
            books.answered(member);
        }
    }

    /** A member has a new state. */
    void judged(FleetMember member, TargetState before) {
        Breaker known = breaker;
        change(known.update(member.watch, member.state, now()));
        boolean same = known == breaker
                || (known.holds(member.watch.target()) == breaker.holds(member.watch.target())
                        && known.covers(member.watch.target()) == breaker.covers(member.watch.target()));
        if (!same) {
            member.nudge();
        }
        if (FleetKin.looksOtherwise(before, member.state)) {
            kin.relatives(member).forEach(FleetMember::nudge);
        }
    }

    private void change(Breaker next) {
        Breaker before = breaker;
        breaker = next;
        if (before == next) {
            return;
        }
        boolean forAll = before.isOpen() != next.isOpen()
                || (before.wakeAt().isPresent() && next.wakeAt().isEmpty());
        if (forAll) {
            members.values().forEach(FleetMember::nudge);
        } else if (!before.probe().equals(next.probe())) {
            before.probe().ifPresent(target -> member(target.name()).nudge());
            next.probe().ifPresent(target -> member(target.name()).nudge());
        }
        if (next.isOpen() && !before.isOpen()) {
            books.breakerOpened();
        }
        next.wakeAt().filter(at -> !breakerWake.equals(Optional.of(at))).ifPresent(at -> {
            breakerWake = Optional.of(at);
            at(at, () -> change(breaker.at(now())));
        });
    }

    TargetContext circumstances(FleetMember member) {
        List<Hold> holds = new ArrayList<>(orders.holds(member.container.name));
        breaker.hold(member.watch.target()).ifPresent(holds::add);
        boolean muted = orders.mutes(member.container.name) || breaker.covers(member.watch.target());
        return kin.circumstances(member, holds, muted);
    }

    /** Why a call must not be made after all. */
    Optional<String> objection(FleetMember member) {
        if (breaker.holds(member.watch.target())) {
            return Optional.of("restarts are held");
        }
        return orders.holds(member.container.name).stream()
                .findFirst()
                .map(hold -> hold.reason().meaning());
    }

    Breaker breaker() {
        return breaker;
    }

    FleetMember member(String name) {
        FleetMember member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("no target " + name);
        }
        return member;
    }

    Iterable<FleetMember> members() {
        return members.values();
    }

    FleetKin kin() {
        return kin;
    }

    FleetOrders orders() {
        return orders;
    }

    FleetSlots slots() {
        return slots;
    }

    FleetEngine engine() {
        return engine;
    }

    FleetWeather weather() {
        return weather;
    }

    FleetBooks books() {
        return books;
    }

    FleetPeople people() {
        return people;
    }

    SplittableRandom random() {
        return random;
    }

    Instant now() {
        return agenda.now();
    }

    /** What this run of Dogwatch will do then; a sudden death undoes it. */
    void after(long wait, Runnable what) {
        int planned = generation;
        agenda.after(wait, () -> {
            if (generation == planned) {
                what.run();
            }
        });
    }

    void at(Instant then, Runnable what) {
        after(Duration.between(now(), then).toMillis() + 1, what);
    }
}
