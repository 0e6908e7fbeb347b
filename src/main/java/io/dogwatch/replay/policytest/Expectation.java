package io.dogwatch.replay.policytest;

import io.dogwatch.judge.Reason;
import io.dogwatch.model.Phase;
import io.dogwatch.replay.DecisionName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a story must lead to. */
sealed interface Expectation {

    Sentence sentence();

    /** From this moment on, for less than a second, exactly these are decided, in this order. */
    record Decided(Sentence sentence, Duration at, List<DecisionName> words) implements Expectation {}

    /** Each of these is decided at least once within a time, ends included. */
    record Between(Sentence sentence, Duration from, Duration to, List<DecisionName> words) implements Expectation {}

    /** None of these is decided from a moment on to the end. */
    record Never(Sentence sentence, Duration from, List<DecisionName> words) implements Expectation {}

    record InAll(Sentence sentence, Map<DecisionName, Integer> counts) implements Expectation {}

    /** The target is in this phase then, or at the end if no time is said. */
    record Stands(Sentence sentence, Optional<Duration> at, Phase phase, Optional<Reason> reason)
            implements Expectation {}

    /** Nothing is decided that no other line of the test asks for. */
    record NothingElse(Sentence sentence) implements Expectation {}
}
