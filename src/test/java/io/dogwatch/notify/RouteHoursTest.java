package io.dogwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.Notice;
import io.dogwatch.silence.SilenceParser;
import io.dogwatch.silence.SilenceSchedule;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The office is open on working days from 8 to 17 in Berlin; AT is a Tuesday at 4:12 there. */
class RouteHoursTest {

    private static final SilenceSchedule OFFICE =
            SilenceParser.recurring("0 8 * * MON-FRI", Duration.ofHours(9), "Europe/Berlin");
    private static final Hours DURING = new Hours(List.of(OFFICE), List.of());
    private static final Hours OUTSIDE = new Hours(List.of(), List.of(OFFICE));
    private static final Instant NIGHT = Notices.AT;
    private static final Instant DAY = Instant.parse("2026-11-24T09:00:00Z");

    private static Route route(String name, List<String> to, List<String> channels, Hours hours) {
        return new Route(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                to,
                channels,
                false,
                Optional.of(new Route.Escalation(Duration.ofMinutes(15), List.of(), List.of("pager"))),
                hours);
    }

    private static ChannelSettings channel(String name, ChannelSettings.Kind kind, Hours hours) {
        return new ChannelSettings(
                name, kind, URI.create("https://example.org/x"), Optional.of("s"), Duration.ofSeconds(5), hours);
    }

    private static final Routes ROUTES = Routes.of(
            List.of(
                    route("office", List.of("office@example.org"), List.of("chat"), DURING),
                    route("on-call", List.of(), List.of("phone", "pager"), Hours.ALWAYS)),
            List.of(
                    channel("chat", ChannelSettings.Kind.SLACK, Hours.ALWAYS),
                    channel("phone", ChannelSettings.Kind.NTFY, OUTSIDE),
                    channel("pager", ChannelSettings.Kind.PAGERDUTY, Hours.ALWAYS)));

    @Test
    void aRouteWhoseTimeItIsNotIsPassedOver() {
        assertThat(ROUTES.of(Notices.opened(), DAY, Set.of())).containsExactly("office", "office.chat");
        assertThat(ROUTES.of(Notices.opened(), NIGHT, Set.of())).containsExactly("on-call.phone", "on-call.pager");
    }

    @Test
    void theHoursBeginAndEndByTheClockOnTheWall() {
        for (String in : List.of("2026-11-24T07:00:00Z", "2026-11-24T15:59:59Z", "2026-07-07T06:00:00Z")) {
            assertThat(ROUTES.of(Notices.opened(), Instant.parse(in), Set.of()))
                    .as(in)
                    .contains("office");
        }
        for (String out : List.of(
                "2026-11-24T06:59:59Z", "2026-11-24T16:00:00Z", "2026-11-22T10:00:00Z", "2026-07-07T15:00:00Z")) {
            assertThat(ROUTES.of(Notices.opened(), Instant.parse(out), Set.of()))
                    .as(out)
                    .doesNotContain("office");
        }
    }

    @Test
    void aChannelOutsideItsHoursGetsNothing() {
        Routes routes = Routes.of(
                List.of(ROUTES.all().getLast()), List.copyOf(ROUTES.channels().values()));

        assertThat(routes.of(Notices.opened(), DAY, Set.of())).containsExactly("on-call.pager");
    }

    @Test
    void theEndGoesOnlyToTheReceiversOfTheIncident() {
        assertThat(ROUTES.of(Notices.closed(), DAY, Set.of("on-call.phone", "on-call.pager")))
                .containsExactly("on-call.phone", "on-call.pager");
        assertThat(ROUTES.of(Notices.closed(), NIGHT, Set.of("office"))).containsExactly("office", "on-call.pager");
    }

    @Test
    void aNoticeWithoutARouteGoesToTheDefaultReceivers() {
        Routes routes = new Routes(List.of(ROUTES.all().getFirst()));

        assertThat(routes.of(Notices.opened(), NIGHT, Set.of())).containsExactly("mail");
    }

    @Test
    void anEscalationGoesToTheChannelsOfWhoseTimeItIs() {
        Notice unheard = new Notice(Notice.Kind.UNACKNOWLEDGED, Notices.incident(), 1, 1, "");

        assertThat(ROUTES.of(unheard, NIGHT, Set.of())).containsExactly("on-call.escalation.pager");
        assertThat(ROUTES.of(unheard, DAY, Set.of())).containsExactly("office.escalation.pager");
    }

    @Test
    void anAcknowledgementReachesTheNotifiedPagers() {
        Notice seen = new Notice(Notice.Kind.ACKNOWLEDGED, Notices.incident(), 0, 1, "by anna");

        assertThat(ROUTES.of(seen, NIGHT, Set.of("on-call.phone", "on-call.pager")))
                .containsExactly("on-call.pager");
        assertThat(ROUTES.of(seen, NIGHT, Set.of("office"))).isEmpty();
        assertThat(ROUTES.of(seen, DAY, Set.of("office", "office.escalation.pager")))
                .containsExactly("office.escalation.pager");
    }
}
