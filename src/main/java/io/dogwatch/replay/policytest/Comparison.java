package io.dogwatch.replay.policytest;

import io.dogwatch.judge.TargetState;
import io.dogwatch.model.HumanDuration;
import io.dogwatch.replay.DecisionName;
import io.dogwatch.replay.JudgeSession;
import io.dogwatch.replay.TimedDecision;
import io.dogwatch.replay.policytest.TestResult.Mismatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The expected decisions next to the actual ones. */
final class Comparison {

    /** A moment is this long: in a story things take whole seconds. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** The judge is woken a millisecond late. */
    private static final Duration SHORTLY = Duration.ofMillis(10);

    private record Said(Instant at, DecisionName word, TimedDecision ruled) {}

    private final JudgeSession hearing;
    private final List<Expectation> expected;
    private final List<Said> said = new ArrayList<>();
    private final Set<Said> asked = new HashSet<>();
    private final List<Mismatch> mismatches = new ArrayList<>();

    Comparison(JudgeSession hearing, List<Expectation> expected) {
        this.hearing = hearing;
        this.expected = expected;
        hearing.ruled()
                .forEach(ruled -> DecisionName.of(ruled.decision())
                        .filter(word -> word != DecisionName.MAIL)
                        .ifPresent(word -> said.add(new Said(ruled.at(), word, ruled))));
    }

    TestResult result(String name) {
        expected.forEach(this::compare);
        TargetState end = hearing.state();
        return new TestResult(name, mismatches, hearing.ruled(), standing(end));
    }

    private static String standing(TargetState state) {
        return state.phase().wireName() + " because " + state.reason().wireName();
    }

    private void compare(Expectation expectation) {
        switch (expectation) {
            case Expectation.Decided decided -> decided(decided);
            case Expectation.Between between -> between(between);
            case Expectation.Never never -> never(never);
            case Expectation.InAll inAll -> inAll(inAll);
            case Expectation.Stands stands -> stands(stands);
            // Last of all, since only then it is known what was asked for.
            case Expectation.NothingElse nothing -> {}
        }
        boolean isLast = expectation.equals(expected.getLast());
        if (isLast) {
            expected.stream()
                    .filter(Expectation.NothingElse.class::isInstance)
                    .forEach(nothing -> nothingElse(nothing.sentence()));
        }
    }

    private void decided(Expectation.Decided decided) {
        Instant from = PolicyTest.ZERO.plus(decided.at());
        List<Said> then = within(from, from.plus(MOMENT).minusNanos(1));
        List<DecisionName> words = decided.words().stream()
                .filter(word -> word != DecisionName.MAIL)
                .toList();
        boolean wantsMail = decided.words().contains(DecisionName.MAIL);
        boolean mailMissing = wantsMail && mails(from, from.plus(MOMENT).minusNanos(1)) == 0;
        if (mailMissing || !then.stream().map(Said::word).toList().equals(words)) {
            mismatch(decided.sentence(), "decided then: " + list(then) + elsewhere(words, then));
        }
        asked.addAll(then);
    }

    /** Position of the words expected here. */
    private String elsewhere(List<DecisionName> words, List<Said> then) {
        List<Said> others = said.stream()
                .filter(one -> words.contains(one.word()) && !then.contains(one))
                .limit(5)
                .toList();
        return others.isEmpty()
                ? ""
                : "; elsewhere: "
                        + others.stream()
                                .map(one -> one.word().text() + " at " + time(one.at()))
                                .collect(Collectors.joining(", "));
    }

    private void between(Expectation.Between between) {
        Instant from = PolicyTest.ZERO.plus(between.from());
        Instant to = PolicyTest.ZERO.plus(between.to());
        List<Said> then = within(from, to);
        for (DecisionName word : between.words()) {
            boolean there = word == DecisionName.MAIL
                    ? mails(from, to) > 0
                    : then.stream().anyMatch(one -> one.word() == word);
            if (!there) {
                mismatch(
                        between.sentence(),
                        word.text() + " was not decided; decided then: " + list(then) + elsewhere(List.of(word), then));
            }
        }
        then.stream().filter(one -> between.words().contains(one.word())).forEach(asked::add);
    }

    private void never(Expectation.Never never) {
        Instant from = PolicyTest.ZERO.plus(never.from());
        List<Said> bad = within(from, Instant.MAX).stream()
                .filter(one -> never.words().contains(one.word()))
                .toList();
        boolean mails = never.words().contains(DecisionName.MAIL) && mails(from, Instant.MAX) > 0;
        if (!bad.isEmpty() || mails) {
            mismatch(
                    never.sentence(),
                    "decided: "
                            + bad.stream()
                                    .map(one -> one.word().text() + " at " + time(one.at()))
                                    .collect(Collectors.joining(", "))
                            + (mails ? mails(from, Instant.MAX) + " mails" : ""));
        }
    }

    private void inAll(Expectation.InAll inAll) {
        for (Map.Entry<DecisionName, Integer> wanted : inAll.counts().entrySet()) {
            DecisionName word = wanted.getKey();
            List<Said> there = said.stream().filter(one -> one.word() == word).toList();
            long count = word == DecisionName.MAIL ? mails(PolicyTest.ZERO, Instant.MAX) : there.size();
            if (count != wanted.getValue()) {
                String when = there.stream().map(one -> time(one.at())).collect(Collectors.joining(", "));
                mismatch(
                        inAll.sentence(),
                        word.text() + ": " + count + " times" + (when.isEmpty() ? "" : ", at " + when));
            }
            asked.addAll(there);
        }
    }

    private void stands(Expectation.Stands stands) {
        Optional<TargetState> then = stands.at().isEmpty()
                ? Optional.of(hearing.state())
                : hearing.stateAt(PolicyTest.ZERO.plus(stands.at().get()).plus(SHORTLY));
        boolean met = then.filter(state -> state.phase() == stands.phase())
                .filter(state -> stands.reason().isEmpty() || stands.reason().get() == state.reason())
                .isPresent();
        if (!met) {
            mismatch(
                    stands.sentence(),
                    "it was " + then.map(Comparison::standing).orElse("not looked at yet"));
        }
    }

    private void nothingElse(Sentence sentence) {
        List<Said> more = said.stream().filter(one -> !asked.contains(one)).toList();
        if (!more.isEmpty()) {
            mismatch(
                    sentence,
                    "also decided: "
                            + more.stream()
                                    .map(one -> one.word().text() + " at " + time(one.at()))
                                    .collect(Collectors.joining(", ")));
        }
    }

    private void mismatch(Sentence sentence, String instead) {
        mismatches.add(new Mismatch(sentence, instead));
    }

    private List<Said> within(Instant from, Instant to) {
        return said.stream()
                .filter(one -> !one.at().isBefore(from) && !one.at().isAfter(to))
                .toList();
    }

    private long mails(Instant from, Instant to) {
        return hearing.ruled().stream()
                .filter(one -> DecisionName.isMail(one.decision()))
                .filter(one -> !one.at().isBefore(from) && !one.at().isAfter(to))
                .count();
    }

    private static String list(List<Said> some) {
        return some.isEmpty()
                ? "nothing"
                : some.stream().map(one -> one.word().text()).collect(Collectors.joining(", "));
    }

    static String time(Instant at) {
        return HumanDuration.of(Duration.between(PolicyTest.ZERO, at));
    }
}
