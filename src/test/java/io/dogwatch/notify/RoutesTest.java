package io.dogwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.Notice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private static final Notice UNACKNOWLEDGED = new Notice(Notice.Kind.UNACKNOWLEDGED, Notices.incident(), 1, 1, "");

    private static Route route(String name, List<String> to, List<String> channels) {
        return new Route(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                to,
                channels,
                true,
                Optional.of(new Route.Escalation(Duration.ofMinutes(15), List.of("boss@example.org"))));
    }

    @Test
    void aRouteHasALineForItsMailAndOneForEachChannel() {
        Routes routes = new Routes(List.of(route("shop", List.of("shop@example.org"), List.of("chat", "pager"))));

        assertThat(routes.of(Notices.opened())).containsExactly("shop", "shop.chat", "shop.pager");
        assertThat(routes.of(UNACKNOWLEDGED)).containsExactly("shop.escalation");
    }

    @Test
    void aRouteWithoutAddressesUsesItsChannelsOnly() {
        Routes routes = new Routes(List.of(route("shop", List.of(), List.of("chat"))));

        assertThat(routes.of(Notices.opened())).containsExactly("shop.chat");
    }

    @Test
    void theSameChannelOfTwoRoutesIsTwoLines() {
        Routes routes =
                new Routes(List.of(route("a", List.of(), List.of("chat")), route("b", List.of(), List.of("chat"))));

        assertThat(routes.of(Notices.opened())).containsExactly("a.chat", "b.chat");
    }
}
