package io.dogwatch.replay.story;

import io.dogwatch.judge.Parent;
import io.dogwatch.judge.Reason;
import io.dogwatch.target.Cause;
import io.dogwatch.target.ContainerSnapshot.HealthStatus;
import io.dogwatch.target.Durations;
import io.dogwatch.target.Hint;
import io.dogwatch.target.Outcome;
import io.dogwatch.target.PlainText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands what is given: {@code at 10s: site fails 3 times every 10s, person stops it}. */
final class GivenReader {

    private static final Pattern AT = Pattern.compile("at (\\S+)");
    private static final Pattern REPEATED = Pattern.compile("(.+?) (\\d{1,6}) times every (\\S+)");
    private static final int MOST_MOMENTS = 100_000;
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration RESTART_TAKES = Duration.ofSeconds(1);
    private static final String NAME = "([A-Za-z0-9_.-]{1,64})";

    private static final Map<String, Deed.Act> PERSON = Map.ofEntries(
            Map.entry("person stops it", Deed.Act.STOPS),
            Map.entry("person kills it", Deed.Act.KILLS),
            Map.entry("person pauses it", Deed.Act.PAUSES),
            Map.entry("person unpauses it", Deed.Act.UNPAUSES),
            Map.entry("person starts it", Deed.Act.STARTS),
            Map.entry("person restarts it", Deed.Act.RESTARTS),
            Map.entry("person removes it", Deed.Act.REMOVES),
            Map.entry("person recreates it", Deed.Act.RECREATES),
            Map.entry("person asks for a restart", Deed.Act.ASKS),
            Map.entry("person releases it", Deed.Act.RELEASES));

    private static final Vocabulary<Cause> CAUSES = new Vocabulary<>("a cause", List.of(Cause.values()), Cause::word);

    private static final Map<String, Reason> HOLDS = Map.of(
            "maintenance", Reason.MAINTENANCE,
            "global stop", Reason.GLOBAL_STOP,
            "breaker", Reason.BREAKER_OPEN);

    private final List<String> checks;
    private final List<Moment> moments = new ArrayList<>();

    /** @param checks the names that can be probed */
    GivenReader(List<String> checks) {
        this.checks = checks;
    }

    /** @return in the order of time */
    List<Moment> read(List<Sentence> sentences) {
        sentences.forEach(this::read);
        moments.sort(Comparator.comparing(Moment::at));
        return List.copyOf(moments);
    }

    private void read(Sentence sentence) {
        Matcher at = AT.matcher(sentence.when());
        if (!at.matches()) {
            throw new NotUnderstoodException(
                    sentence,
                    "\"" + PlainText.line(sentence.when(), 80)
                            + "\" is not a time; allowed: at and a duration, such as at 90s");
        }
        Duration begin = duration(at.group(1), sentence);
        for (String part : sentence.what().split(" *, *")) {
            Matcher repeated = REPEATED.matcher(part);
            boolean once = !repeated.matches();
            Duration every = once ? Duration.ZERO : duration(repeated.group(3), sentence);
            int times = once ? 1 : Integer.parseInt(repeated.group(2));
            if (moments.size() + (long) times > MOST_MOMENTS) {
                throw new NotUnderstoodException(sentence, "too much happens; allowed: " + MOST_MOMENTS + " moments");
            }
            List<Deed> deeds = deeds(once ? part : repeated.group(1), sentence);
            for (int i = 0; i < times; i++) {
                for (Deed deed : deeds) {
                    moments.add(new Moment(begin.plus(every.multipliedBy(i)), deed));
                }
            }
        }
    }

    static Duration duration(String text, Sentence sentence) {
        return Durations.read(text)
                .filter(duration -> duration.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> new NotUnderstoodException(
                        sentence,
                        "\"" + PlainText.line(text, 40)
                                + "\" is not a duration; allowed: such as 250ms, 10s, 1h30m or 2d, at most 366d"));
    }

    private List<Deed> deeds(String text, Sentence sentence) {
        return Phrase.understand(phrases(sentence), text, sentence);
    }

    private List<Phrase<List<Deed>>> phrases(Sentence sentence) {
        List<Phrase<List<Deed>>> phrases = new ArrayList<>();
        add(phrases, "running", "running", m -> new Deed.Running(true));
        add(phrases, "starts", "starts", m -> new Deed.Running(false));
        add(
                phrases,
                "dies with (\\d{1,3})( \\(oom\\))?",
                "dies with 137 (oom)",
                m -> new Deed.Dies(Integer.parseInt(m.group(1)), m.group(2) != null));
        add(
                phrases,
                "docker says (starting|healthy|unhealthy|none)",
                "docker says unhealthy",
                m -> new Deed.DockerSays(HealthStatus.valueOf(m.group(1).toUpperCase(Locale.ROOT))));
        PERSON.keySet().stream()
                .sorted()
                .forEach(words ->
                        add(phrases, words, words, m -> new Deed.Person(PERSON.getOrDefault(words, Deed.Act.STOPS))));
        add(
                phrases,
                "(restart|kill) (works|hangs|fails)(?: after (\\S+))?",
                "restart works after 3s",
                m -> new Deed.Answers(
                        Deed.Remedy.valueOf(m.group(1).toUpperCase(Locale.ROOT)),
                        Deed.Answer.valueOf(m.group(2).toUpperCase(Locale.ROOT)),
                        m.group(3) == null ? RESTART_TAKES : duration(m.group(3), sentence)));
        add(phrases, "engine lost", "engine lost", m -> new Deed.EngineLost());
        add(phrases, "engine back", "engine back", m -> new Deed.EngineBack());
        add(phrases, "engine restarts it", "engine restarts it", m -> new Deed.EngineRestarts());
        add(
                phrases,
                "parent " + NAME + " (healthy|degraded|failing)",
                "parent db failing",
                m -> new Deed.ParentIs(
                        m.group(1), Parent.Standing.valueOf(m.group(2).toUpperCase(Locale.ROOT))));
        add(phrases, "its network is restarted", "its network is restarted", m -> new Deed.NetworkRestarted());
        HOLDS.keySet().stream()
                .sorted()
                .forEach(name -> add(
                        phrases,
                        name + " (on|off)",
                        name + " on",
                        m -> new Deed.Held(
                                HOLDS.getOrDefault(name, Reason.MAINTENANCE),
                                m.group(1).equals("on"))));
        add(
                phrases,
                "silence (on|off)",
                "silence on",
                m -> new Deed.Muted(m.group(1).equals("on")));
        add(phrases, "dogwatch restarts", "dogwatch restarts", m -> new Deed.DogwatchRestarts());
        phrases.add(new Phrase<>(
                "everything (passes|fails|inconclusive)",
                "everything passes",
                m -> checks.stream()
                        .map(check -> probed(check, m.group(1), "", sentence))
                        .toList()));
        phrases.add(new Phrase<>(
                NAME + " (passes|fails|inconclusive)(?: with ([a-z-]+))?",
                "site fails with timed-out",
                m -> List.of(probed(check(m.group(1), sentence), m.group(2), m.group(3), sentence))));
        return phrases;
    }

    private static void add(
            List<Phrase<List<Deed>>> phrases, String form, String example, Function<Matcher, Deed> meaning) {
        phrases.add(new Phrase<>(form, example, matcher -> List.of(meaning.apply(matcher))));
    }

    private String check(String name, Sentence sentence) {
        if (!checks.contains(name)) {
            throw new NotUnderstoodException(
                    sentence,
                    "\"" + name + "\" is not a check that can be probed"
                            + (checks.isEmpty() ? "; the watch has none" : Hint.of(name, checks)));
        }
        return name;
    }

    private static Deed probed(String check, String how, @Nullable String with, Sentence sentence) {
        Outcome outcome =
                switch (how) {
                    case "passes" -> Outcome.healthy(Duration.ofMillis(5));
                    case "fails" ->
                        Outcome.unhealthy(cause(with, Cause.UNEXPECTED_STATUS, sentence), "", Duration.ofMillis(5));
                    default -> Outcome.inconclusive(cause(with, Cause.NO_ADDRESS, sentence), "");
                };
        return new Deed.Probed(check, outcome);
    }

    private static Cause cause(@Nullable String word, Cause usual, Sentence sentence) {
        if (word == null || word.isEmpty()) {
            return usual;
        }
        return CAUSES.value(word, sentence);
    }
}
