package io.dogwatch.replay.policytest;

import io.dogwatch.judge.Reason;
import io.dogwatch.judge.ResolvedDependency;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot.HealthStatus;
import io.dogwatch.model.DidYouMean;
import io.dogwatch.model.DurationText;
import io.dogwatch.model.Outcome;
import io.dogwatch.model.PlainText;
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
    private static final int MAX_MOMENTS = 100_000;
    private static final Duration MAX_LENGTH = Duration.ofDays(366);
    private static final Duration RESTART_TAKES = Duration.ofSeconds(1);
    private static final String NAME = "([A-Za-z0-9_.-]{1,64})";

    private static final Map<String, StoryAction.Act> PERSON = Map.ofEntries(
            Map.entry("user stops it", StoryAction.Act.STOPS),
            Map.entry("user kills it", StoryAction.Act.KILLS),
            Map.entry("user pauses it", StoryAction.Act.PAUSES),
            Map.entry("user unpauses it", StoryAction.Act.UNPAUSES),
            Map.entry("user starts it", StoryAction.Act.STARTS),
            Map.entry("user restarts it", StoryAction.Act.RESTARTS),
            Map.entry("user removes it", StoryAction.Act.REMOVES),
            Map.entry("user recreates it", StoryAction.Act.RECREATES),
            Map.entry("user requests a restart", StoryAction.Act.ASKS),
            Map.entry("user releases it", StoryAction.Act.RELEASES));

    private static final Vocabulary<Cause> CAUSES =
            new Vocabulary<>("a cause", List.of(Cause.values()), Cause::wireName);

    private static final Map<String, Reason> HOLDS = Map.of(
            "maintenance", Reason.MAINTENANCE,
            "restarts-disabled", Reason.RESTARTS_DISABLED,
            "breaker", Reason.BREAKER_OPEN);

    private final List<String> checks;
    private final List<StoryMoment> moments = new ArrayList<>();

    /** @param checks the names that can be probed */
    GivenReader(List<String> checks) {
        this.checks = checks;
    }

    /** @return in the order of time */
    List<StoryMoment> read(List<Sentence> sentences) {
        sentences.forEach(this::read);
        moments.sort(Comparator.comparing(StoryMoment::at));
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
            if (moments.size() + (long) times > MAX_MOMENTS) {
                throw new NotUnderstoodException(sentence, "too much happens; allowed: " + MAX_MOMENTS + " moments");
            }
            List<StoryAction> deeds = deeds(once ? part : repeated.group(1), sentence);
            for (int i = 0; i < times; i++) {
                for (StoryAction deed : deeds) {
                    moments.add(new StoryMoment(begin.plus(every.multipliedBy(i)), deed));
                }
            }
        }
    }

    static Duration duration(String text, Sentence sentence) {
        return DurationText.read(text)
                .filter(duration -> duration.compareTo(MAX_LENGTH) <= 0)
                .orElseThrow(() -> new NotUnderstoodException(
                        sentence,
                        "\"" + PlainText.line(text, 40)
                                + "\" is not a duration; allowed: such as 250ms, 10s, 1h30m or 2d, at most 366d"));
    }

    private List<StoryAction> deeds(String text, Sentence sentence) {
        return Phrase.understand(phrases(sentence), text, sentence);
    }

    private List<Phrase<List<StoryAction>>> phrases(Sentence sentence) {
        List<Phrase<List<StoryAction>>> phrases = new ArrayList<>();
        add(phrases, "running", "running", m -> new StoryAction.Running(true));
        add(phrases, "starts", "starts", m -> new StoryAction.Running(false));
        add(
                phrases,
                "dies with (\\d{1,3})( \\(oom\\))?",
                "dies with 137 (oom)",
                m -> new StoryAction.Dies(Integer.parseInt(m.group(1)), m.group(2) != null));
        add(
                phrases,
                "docker says (starting|healthy|unhealthy|none)",
                "docker says unhealthy",
                m -> new StoryAction.DockerSays(HealthStatus.valueOf(m.group(1).toUpperCase(Locale.ROOT))));
        PERSON.keySet().stream()
                .sorted()
                .forEach(words -> add(
                        phrases,
                        words,
                        words,
                        m -> new StoryAction.Person(PERSON.getOrDefault(words, StoryAction.Act.STOPS))));
        add(
                phrases,
                "(restart|kill) (works|hangs|fails)(?: after (\\S+))?",
                "restart works after 3s",
                m -> new StoryAction.Answers(
                        StoryAction.Remedy.valueOf(m.group(1).toUpperCase(Locale.ROOT)),
                        StoryAction.Answer.valueOf(m.group(2).toUpperCase(Locale.ROOT)),
                        m.group(3) == null ? RESTART_TAKES : duration(m.group(3), sentence)));
        add(phrases, "engine lost", "engine lost", m -> new StoryAction.EngineLost());
        add(phrases, "engine back", "engine back", m -> new StoryAction.EngineBack());
        add(phrases, "engine restarts it", "engine restarts it", m -> new StoryAction.EngineRestarts());
        add(
                phrases,
                "dependency " + NAME + " (healthy|degraded|failing)",
                "dependency db failing",
                m -> new StoryAction.ParentIs(
                        m.group(1), ResolvedDependency.Status.valueOf(m.group(2).toUpperCase(Locale.ROOT))));
        add(phrases, "its network is restarted", "its network is restarted", m -> new StoryAction.NetworkRestarted());
        HOLDS.keySet().stream()
                .sorted()
                .forEach(name -> add(
                        phrases,
                        name + " (on|off)",
                        name + " on",
                        m -> new StoryAction.Held(
                                HOLDS.getOrDefault(name, Reason.MAINTENANCE),
                                m.group(1).equals("on"))));
        add(
                phrases,
                "silence (on|off)",
                "silence on",
                m -> new StoryAction.Muted(m.group(1).equals("on")));
        add(phrases, "dogwatch restarts", "dogwatch restarts", m -> new StoryAction.DogwatchRestarts());
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
            List<Phrase<List<StoryAction>>> phrases,
            String form,
            String example,
            Function<Matcher, StoryAction> meaning) {
        phrases.add(new Phrase<>(form, example, matcher -> List.of(meaning.apply(matcher))));
    }

    private String check(String name, Sentence sentence) {
        if (!checks.contains(name)) {
            throw new NotUnderstoodException(
                    sentence,
                    "\"" + name + "\" is not a check that can be probed"
                            + (checks.isEmpty() ? "; the watch has none" : DidYouMean.of(name, checks)));
        }
        return name;
    }

    private static StoryAction probed(String check, String how, @Nullable String with, Sentence sentence) {
        Outcome outcome =
                switch (how) {
                    case "passes" -> Outcome.healthy(Duration.ofMillis(5));
                    case "fails" ->
                        Outcome.unhealthy(cause(with, Cause.UNEXPECTED_STATUS, sentence), "", Duration.ofMillis(5));
                    default -> Outcome.inconclusive(cause(with, Cause.NO_ADDRESS, sentence), "");
                };
        return new StoryAction.Probed(check, outcome);
    }

    private static Cause cause(@Nullable String word, Cause usual, Sentence sentence) {
        if (word == null || word.isEmpty()) {
            return usual;
        }
        return CAUSES.value(word, sentence);
    }
}
