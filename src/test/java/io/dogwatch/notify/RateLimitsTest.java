package io.dogwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.journal.QueuedNotice;
import io.dogwatch.journal.Sent;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final RateLimits MANNERS = RateLimits.DEFAULT;

    private static QueuedNotice posting(String target) {
        return posting(target, Severity.CRITICAL);
    }

    private static QueuedNotice posting(String target, Severity severity) {
        return new QueuedNotice(target + "-0", target, Notice.Kind.OPENED, target, severity, NOW);
    }

    private static Sent sent(String target, Duration ago) {
        return new Sent(target, "parcel-" + ago, NOW.minus(ago));
    }

    @Test
    void theFirstMessageIsSentImmediatelyWithEverythingReady() {
        RateLimits.Plan plan = MANNERS.plan(List.of(posting("a"), posting("b")), List.of(), NOW);

        assertThat(plan.parcels()).containsExactly(List.of(posting("a"), posting("b")));
        assertThat(plan.held()).isEmpty();
    }

    @Test
    void whatComesWithinHalfAMinuteOfAMessageIsGathered() {
        List<Sent> lately = List.of(sent("x", Duration.ofSeconds(29)));

        RateLimits.Plan early = MANNERS.plan(List.of(posting("a")), lately, NOW);
        RateLimits.Plan late = MANNERS.plan(List.of(posting("a")), lately, NOW.plusSeconds(1));

        assertThat(early.parcels()).isEmpty();
        assertThat(early.held()).isEmpty();
        assertThat(late.parcels()).hasSize(1);
    }

    @Test
    void withoutGatheringEachGoesForItself() {
        RateLimits.Plan plan = RateLimits.UNLIMITED.plan(
                List.of(posting("a"), posting("b")), List.of(sent("a", Duration.ofMillis(1))), NOW);

        assertThat(plan.parcels()).containsExactly(List.of(posting("a")), List.of(posting("b")));
    }

    @Test
    void aSixthMessageAboutOneTargetWaitsUntilTheFirstIsTenMinutesOld() {
        List<Sent> five = IntStream.of(9, 8, 7, 6, 5)
                .mapToObj(minutes -> sent("noisy", Duration.ofMinutes(minutes)))
                .toList();

        RateLimits.Plan plan = MANNERS.plan(List.of(posting("noisy"), posting("calm")), five, NOW);

        assertThat(plan.parcels()).containsExactly(List.of(posting("calm")));
        assertThat(plan.held())
                .containsExactly(new RateLimits.Held(
                        posting("noisy"),
                        NOW.plus(Duration.ofMinutes(1)),
                        "more than 5 messages about noisy within 10 min"));
    }

    @Test
    void severalNoticesInOneMessageCountOnce() {
        List<Sent> one = IntStream.range(0, 9)
                .mapToObj(i -> new Sent("noisy", "one", NOW.minusSeconds(60)))
                .toList();

        assertThat(MANNERS.plan(List.of(posting("noisy")), one, NOW).parcels()).hasSize(1);
    }

    @Test
    void beyondTwentyMessagesEverythingWaits() {
        List<Sent> twenty = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> sent("t" + i, Duration.ofSeconds(600 - 20L * i)))
                .toList();

        RateLimits.Plan plan = MANNERS.plan(List.of(posting("a")), twenty, NOW);

        assertThat(plan.parcels()).isEmpty();
        assertThat(plan.held())
                .containsExactly(
                        new RateLimits.Held(posting("a"), NOW.plusSeconds(20), "more than 20 messages within 10 min"));
    }

    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 2026-03-01T23:30:00Z, 2026-03-02T07:00:00Z",
        "22:00, 07:00, 2026-03-02T06:59:59Z, 2026-03-02T07:00:00Z",
        "22:00, 07:00, 2026-03-02T07:00:00Z, ",
        "12:00, 13:00, 2026-03-01T12:00:00Z, 2026-03-01T13:00:00Z",
        "12:00, 13:00, 2026-03-01T11:59:59Z, "
    })
    void inQuietHoursWarningsWaitAndFailuresDoNot(LocalTime from, LocalTime to, Instant now, Instant end) {
        RateLimits quiet = new RateLimits(
                Duration.ZERO, 5, 20, Duration.ofMinutes(10), Optional.of(new QuietHours(from, to, ZoneId.of("UTC"))));

        RateLimits.Plan plan =
                quiet.plan(List.of(posting("mild", Severity.WARN), posting("bad", Severity.CRITICAL)), List.of(), now);

        assertThat(plan.parcels()).contains(List.of(posting("bad", Severity.CRITICAL)));
        assertThat(plan.held().stream().map(RateLimits.Held::until).findFirst()).isEqualTo(Optional.ofNullable(end));
    }

    @Test
    void whatFollowsAHeldNoticeOfItsIncidentIsHeldWithIt() {
        RateLimits quiet = new RateLimits(
                Duration.ZERO,
                5,
                20,
                Duration.ofMinutes(10),
                Optional.of(new QuietHours(LocalTime.of(11, 0), LocalTime.of(13, 0), ZoneId.of("UTC"))));
        QueuedNotice worse = new QueuedNotice("mild-1", "mild", Notice.Kind.CLOSED, "mild", Severity.CRITICAL, NOW);

        RateLimits.Plan plan = quiet.plan(List.of(posting("mild", Severity.WARN), worse), List.of(), NOW);

        assertThat(plan.parcels()).isEmpty();
        assertThat(plan.held()).hasSize(2);
    }

    /** Five hundred fail at once, again and again: never two messages within half a minute, and none is lost. */
    @Test
    void aFloodIsAFewMessagesAndNothingIsLost() {
        long seed = Long.getLong("dogwatch.seed", 20260301L);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<QueuedNotice> waiting = new ArrayList<>();
        List<Sent> sent = new ArrayList<>();
        List<QueuedNotice> told = new ArrayList<>();
        Instant now = NOW;
        int written = 0;
        for (int second = 0; second < 1800; second++, now = now.plusSeconds(1)) {
            int come = second < 60 ? 500 / 60 + 1 : random.nextInt(100) == 0 ? 1 : 0;
            for (int i = 0; i < come; i++) {
                String target = "t" + random.nextInt(500);
                waiting.add(new QueuedNotice(
                        "n" + written, "i" + written, Notice.Kind.OPENED, target, Severity.CRITICAL, now));
                written++;
            }
            RateLimits.Plan plan = MANNERS.plan(waiting, sent, now);
            for (List<QueuedNotice> parcel : plan.parcels()) {
                for (QueuedNotice posting : parcel) {
                    sent.add(new Sent(posting.target(), parcel.getFirst().notice(), now));
                    told.add(posting);
                }
                waiting.removeAll(parcel);
            }
        }

        List<Instant> times = sent.stream().map(Sent::at).distinct().toList();
        for (int i = 1; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - 1), times.get(i))).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        }
        assertThat(told).doesNotHaveDuplicates();
        assertThat(told.size() + waiting.size()).isEqualTo(written);
        assertThat(told).hasSizeGreaterThan(500);
    }
}
