package io.dogwatch.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One abstract step of a random history; what it means is up to the {@link World} it happens in.
 *
 * @param afterMillis how long after the step before
 * @param choice picks one of the ways in which it may go
 */
record Step(Kind kind, long afterMillis, int choice) {

    enum Kind {
        PROBE_PASSES,
        PROBE_FAILS,
        PROBE_CANNOT_TELL,
        PROBE_OF_AN_EARLIER_LIFE,
        HEALTH_TURNS,
        CRASH,
        ENGINE_STARTS_IT_AGAIN,
        PERSON_STOPS,
        PERSON_KILLS,
        PERSON_SENDS_HUP,
        PERSON_STARTS,
        PERSON_RESTARTS,
        PERSON_PAUSES_OR_UNPAUSES,
        PERSON_RECREATES,
        PERSON_REMOVES,
        LOOK,
        LATE_EVENT,
        EVENTS_ARE_LOST,
        ENGINE_IS_LOST,
        REMEDY_GOES_ON,
        A_GATE_OBJECTS,
        A_HOLD_COMES_OR_GOES,
        SILENCE_COMES_OR_GOES,
        PARENT_CHANGES,
        NETWORK_IS_STARTED_ANEW,
        CHILDREN_FAIL,
        PERSON_ASKS_FOR_A_RESTART,
        PERSON_ASKS_FOR_RELEASE,
        DOGWATCH_IS_KILLED
    }

    /** How often each kind comes, so that failures reach their thresholds and remedies their ends. */
    private static final Kind[] URN = urn();

    private static Kind[] urn() {
        List<Kind> urn = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            int times =
                    switch (kind) {
                        case PROBE_FAILS -> 24;
                        case REMEDY_GOES_ON -> 14;
                        case PROBE_PASSES -> 10;
                        case CRASH, PERSON_STARTS, ENGINE_STARTS_IT_AGAIN -> 5;
                        case A_HOLD_COMES_OR_GOES, PARENT_CHANGES -> 4;
                        case PROBE_CANNOT_TELL, HEALTH_TURNS, LOOK, PERSON_STOPS -> 3;
                        case SILENCE_COMES_OR_GOES, PERSON_ASKS_FOR_A_RESTART -> 3;
                        default -> 2;
                    };
            for (int i = 0; i < times; i++) {
                urn.add(kind);
            }
        }
        return urn.toArray(Kind[]::new);
    }

    static Step random(SplittableRandom random) {
        int pace = random.nextInt(16);
        long after = pace < 12 ? random.nextInt(5_000) : pace < 15 ? random.nextInt(60_000) : random.nextInt(1_200_000);
        return new Step(URN[random.nextInt(URN.length)], after, random.nextInt(1 << 16));
    }

    static List<Step> history(SplittableRandom random, int length) {
        List<Step> steps = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            steps.add(random(random));
        }
        return steps;
    }

    @Override
    public String toString() {
        return "+" + afterMillis + " ms " + kind + " (" + choice + ")";
    }
}
