package io.dogwatch.replay.policytest;

import io.dogwatch.model.Check;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.replay.Watches;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A story about one container, and what is expected of the policy in it. Immutable. */
public final class PolicyTest {

    /** The output shows time as the time since this beginning. */
    public static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");

    private final String name;
    private final Subject subject;
    private final Watches watches;
    private final List<StoryMoment> given;
    private final List<Expectation> expected;
    private final Duration end;

    private PolicyTest(
            String name,
            Subject subject,
            Watches watches,
            List<StoryMoment> given,
            List<Expectation> expected,
            Duration end) {
        this.name = name;
        this.subject = subject;
        this.watches = watches;
        this.given = given;
        this.expected = expected;
        this.end = end;
    }

    /**
     * Understands a story.
     *
     * @param until when the story ends; absent for a second after the last time it names
     * @throws NotUnderstoodException at the first sentence that says something unknown
     */
    public static PolicyTest of(
            String name,
            Subject subject,
            Watches watches,
            List<Sentence> given,
            List<Sentence> expect,
            Optional<Duration> until) {
        ContainerSnapshot container = Container.started(subject, 1, ZERO).snapshot();
        List<String> checks = watches.watchFor(Optional.of(container)).checks().stream()
                .filter(check -> !(check instanceof Check.StateCheck) && !(check instanceof Check.HealthCheck))
                .map(Check::name)
                .toList();
        List<StoryMoment> moments = new GivenReader(checks).read(given);
        List<Expectation> expectations = ExpectReader.read(expect);
        Duration last = moments.isEmpty() ? Duration.ZERO : moments.getLast().at();
        for (Expectation one : expectations) {
            last = later(last, lastTime(one));
        }
        Duration end = until.orElse(last.plusSeconds(1));
        return new PolicyTest(name, subject, watches, moments, expectations, end);
    }

    private static Duration lastTime(Expectation expectation) {
        return switch (expectation) {
            case Expectation.Decided decided -> decided.at();
            case Expectation.Between between -> between.to();
            case Expectation.Never never -> never.from();
            case Expectation.InAll inAll -> Duration.ZERO;
            case Expectation.Stands stands -> stands.at().orElse(Duration.ZERO);
            case Expectation.NothingElse nothing -> Duration.ZERO;
        };
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    public String name() {
        return name;
    }

    /** Tells the story to the judge, and compares. */
    public TestResult run() {
        StoryWorld world = new StoryWorld(subject, watches, ZERO);
        for (StoryMoment moment : given) {
            if (moment.at().compareTo(end) > 0) {
                break;
            }
            world.hearing().passUntil(ZERO.plus(moment.at()));
            world.happen(moment.deed());
        }
        world.hearing().passUntil(ZERO.plus(end));
        return new Comparison(world.hearing(), expected).result(name);
    }
}
