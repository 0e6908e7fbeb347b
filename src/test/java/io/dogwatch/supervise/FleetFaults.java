package io.dogwatch.supervise;

import io.dogwatch.judge.Event;
import io.dogwatch.model.ContainerStatus;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Everything that goes wrong, at random moments, until it is told to end. */
final class FleetFaults {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final FleetAgenda agenda;
    private final FleetEngine engine;
    private final FleetHouse house;
    private final FleetStream stream;
    private final FleetWeather weather;
    private final SplittableRandom random;
    private final List<FleetMember> members;
    private boolean ended;

    FleetFaults(
            FleetAgenda agenda,
            FleetEngine engine,
            FleetHouse house,
            FleetStream stream,
            FleetWeather weather,
            List<FleetMember> members,
            SplittableRandom random) {
        this.agenda = agenda;
        this.engine = engine;
        this.house = house;
        this.stream = stream;
        this.weather = weather;
        this.members = members;
        this.random = random;
    }

    void begin() {
        ofTargets(3, this::crash);
        ofTargets(3, member -> ail(member.container, FleetContainer.Ailment.SICK));
        ofTargets(6, member -> ail(member.container, FleetContainer.Ailment.HUNG));
        ofTargets(15, member -> ailFor(member.container, FleetContainer.Ailment.STUBBORN, 4 * HOUR));
        ofTargets(15, this::loop);
        ofTargets(10, member -> house.people().stopForAWhile(member, false));
        ofTargets(20, member -> house.people().stopForAWhile(member, true));
        ofTargets(20, member -> house.people().pauseForAWhile(member.container));
        ofTargets(10, this::restartByHand);
        ofTargets(20, member -> ifWanted(member, () -> engine.replace(member.container)));
        ofTargets(
                10,
                member -> house.request(
                        member, new Event.Requested(Event.Request.RESTART, "kim", "to see whether it helps")));
        ofTargets(
                5,
                member -> house.orders()
                        .maintain(
                                member.container.name,
                                Duration.ofMinutes(5 + random.nextInt(90)),
                                random.nextBoolean()));
        ofHost(2 * DAY, this::freezeEngine);
        ofHost(6 * DAY, this::endEngine);
        ofHost(3 * DAY, this::loseNetwork);
        ofHost(DAY / 2, this::cutStream);
        ofHost(DAY, this::killDogwatch);
        ofHost(5 * DAY, () -> house.orders().stopAll(Duration.ofMinutes(5 + random.nextInt(30))));
    }

    /** From now on nothing goes wrong any more; what has a time to pass by itself passes. */
    void end() {
        ended = true;
        weather.calm();
    }

    private interface Fault {
        void strike(FleetMember member);
    }

    /** Every target is struck once in so many days, on average. */
    private void ofTargets(int days, Fault fault) {
        ofHost(days * DAY / members.size(), () -> fault.strike(members.get(random.nextInt(members.size()))));
    }

    private void ofHost(long every, Runnable fault) {
        agenda.after(1 + random.nextLong(2 * every), () -> {
            if (!ended) {
                fault.run();
                ofHost(every, fault);
            }
        });
    }

    private void ifWanted(FleetMember member, Runnable what) {
        if (!house.people().wantStopped(member.container)) {
            what.run();
        }
    }

    private void crash(FleetMember member) {
        engine.crash(member.container, 1 + random.nextInt(2), random.nextInt(4) == 0);
    }

    private void ail(FleetContainer container, FleetContainer.Ailment ailment) {
        if (container.runs() && container.ailment == FleetContainer.Ailment.NONE) {
            container.ailment = ailment;
        }
    }

    private void ailFor(FleetContainer container, FleetContainer.Ailment ailment, long longest) {
        ail(container, ailment);
        agenda.after(10 * MINUTE + random.nextLong(longest), () -> {
            if (container.ailment == ailment) {
                container.ailment = FleetContainer.Ailment.NONE;
            }
        });
    }

    private void loop(FleetMember member) {
        ailFor(member.container, FleetContainer.Ailment.LOOPING, 3 * HOUR);
        if (member.container.ailment == FleetContainer.Ailment.LOOPING) {
            engine.crash(member.container, 1, false);
        }
    }

    private void restartByHand(FleetMember member) {
        ifWanted(member, () -> {
            if (member.container.status != ContainerStatus.PAUSED) {
                house.people().restart(member.container);
            }
        });
    }

    private void freezeEngine() {
        if (engine.isUp()) {
            engine.freeze();
            loseUntil(MINUTE + random.nextLong(20 * MINUTE), engine::comeBack);
        }
    }

    private void endEngine() {
        if (engine.isUp()) {
            engine.shutDown();
            loseUntil(5_000 + random.nextLong(3 * MINUTE), engine::comeBack);
        }
    }

    private void cutStream() {
        if (engine.isUp()) {
            stream.cut();
            loseUntil(1_000 + random.nextLong(MINUTE), stream::mend);
        }
    }

    private void loseUntil(long length, Runnable end) {
        house.lose();
        agenda.after(length, () -> {
            end.run();
            house.connect();
        });
    }

    private void loseNetwork() {
        weather.networkIsAway(true);
        agenda.after(2 * MINUTE + random.nextLong(15 * MINUTE), () -> weather.networkIsAway(false));
    }

    private void killDogwatch() {
        if (house.isRunning()) {
            house.die();
            agenda.after(1_000 + random.nextLong(MINUTE), house::begin);
        }
    }
}
