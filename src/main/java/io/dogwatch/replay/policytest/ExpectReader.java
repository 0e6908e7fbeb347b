package io.dogwatch.replay.policytest;

import io.dogwatch.judge.Reason;
import io.dogwatch.model.DidYouMean;
import io.dogwatch.model.Phase;
import io.dogwatch.model.PlainText;
import io.dogwatch.replay.DecisionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Understands what is expected: {@code at 30s: opened, restart}. */
final class ExpectReader {

    private static final Pattern STANDS = Pattern.compile("([a-z-]+)(?: because ([a-z-]+))?");
    private static final Pattern COUNT = Pattern.compile("(\\d{1,6}) ([a-z-]+?)s?");
    private static final Vocabulary<Phase> PHASES =
            new Vocabulary<>("a phase", List.of(Phase.values()), Phase::wireName);
    private static final Vocabulary<Reason> REASONS =
            new Vocabulary<>("a reason", List.of(Reason.values()), Reason::wireName);
    private static final Vocabulary<DecisionName> WORDS =
            new Vocabulary<>("a decision", List.of(DecisionName.values()), DecisionName::text);

    private ExpectReader() {}

    static List<Expectation> read(List<Sentence> sentences) {
        return sentences.stream().flatMap(one -> read(one).stream()).toList();
    }

    private static List<Expectation> read(Sentence sentence) {
        return Phrase.understand(phrases(sentence), sentence.when(), sentence);
    }

    private static List<Phrase<List<Expectation>>> phrases(Sentence sentence) {
        return List.of(
                new Phrase<>(
                        "at the end", "at the end", m -> List.of(stands(sentence.what(), Optional.empty(), sentence))),
                new Phrase<>("at (\\d\\S*)", "at 90s", m -> at(GivenReader.duration(m.group(1), sentence), sentence)),
                new Phrase<>(
                        "between (\\S+) and (\\S+)",
                        "between 1m and 2m",
                        m -> List.of(new Expectation.Between(
                                sentence,
                                GivenReader.duration(m.group(1), sentence),
                                GivenReader.duration(m.group(2), sentence),
                                words(sentence)))),
                new Phrase<>(
                        "never(?: after (\\S+))?",
                        "never after 5m",
                        m -> List.of(new Expectation.Never(
                                sentence,
                                m.group(1) == null ? Duration.ZERO : GivenReader.duration(m.group(1), sentence),
                                words(sentence)))),
                new Phrase<>("in all", "in all", m -> List.of(inAll(sentence))),
                new Phrase<>("nothing else", "nothing else", m -> List.of(new Expectation.NothingElse(sentence))));
    }

    private static String[] parts(Sentence sentence) {
        if (sentence.what().isEmpty()) {
            throw new NotUnderstoodException(
                    sentence, "\"" + PlainText.line(sentence.when(), 80) + "\" says nothing; write a colon and what");
        }
        return sentence.what().split(" *, *");
    }

    /** Decisions and a phase may stand together: {@code at 30s: opened, restarting}. */
    private static List<Expectation> at(Duration at, Sentence sentence) {
        List<Expectation> all = new ArrayList<>();
        List<DecisionName> words = new ArrayList<>();
        boolean nothing = false;
        for (String part : parts(sentence)) {
            if (part.equals("nothing")) {
                nothing = true;
            } else if (WORDS.knows(part)) {
                words.add(WORDS.value(part, sentence));
            } else {
                all.add(stands(part, Optional.of(at), sentence));
            }
        }
        if (nothing || !words.isEmpty()) {
            all.add(new Expectation.Decided(sentence, at, List.copyOf(words)));
        }
        return all;
    }

    private static Expectation stands(String text, Optional<Duration> at, Sentence sentence) {
        Matcher stands = STANDS.matcher(text);
        if (!stands.matches() || !PHASES.knows(stands.group(1))) {
            List<String> allowed = at.isPresent()
                    ? Stream.of(PHASES.words(), WORDS.words(), List.of("nothing"))
                            .flatMap(List::stream)
                            .toList()
                    : PHASES.words();
            throw new NotUnderstoodException(
                    sentence,
                    "\"" + PlainText.line(text, 80) + "\" is not a phase" + (at.isPresent() ? " or a decision" : "")
                            + DidYouMean.of(text, allowed));
        }
        return new Expectation.Stands(
                sentence,
                at,
                PHASES.value(stands.group(1), sentence),
                Optional.ofNullable(stands.group(2)).map(word -> REASONS.value(word, sentence)));
    }

    private static List<DecisionName> words(Sentence sentence) {
        return Arrays.stream(parts(sentence))
                .map(part -> WORDS.value(part, sentence))
                .toList();
    }

    private static Expectation inAll(Sentence sentence) {
        Map<DecisionName, Integer> counts = new EnumMap<>(DecisionName.class);
        for (String part : parts(sentence)) {
            Matcher count = COUNT.matcher(part);
            if (!count.matches()) {
                throw new NotUnderstoodException(
                        sentence,
                        "\"" + PlainText.line(part, 80)
                                + "\" is not a count of decisions; allowed: such as 2 restarts");
            }
            counts.put(WORDS.value(count.group(2), sentence), Integer.parseInt(count.group(1)));
        }
        return new Expectation.InAll(sentence, Map.copyOf(counts));
    }
}
